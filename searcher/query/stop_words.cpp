#include "searcher/query/stop_words.hpp"

#include "common/text/tokeniser.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::query {
namespace {

// Function words (articles, prepositions, pronouns, auxiliaries, conjunctions, question words) and the words
// with which requests are phrased ("find articles about …").  Nothing that could be a topic of crime news
// is here, so that the lists may be joined: they are distinguished by script, and few forms are shared by
// two languages.
constexpr std::string_view english =
    "a about above after again against all also although am among amongst an and another any are as at b be "
    "became "
    "because been before being below between both but by c can cannot could d did do does doing done down "
    "due during e "
    "each either else et etc even every for from further g get give given gives had has have having he hence "
    "her here "
    "hers herself him himself his how however i if in into is it it's its itself j just l m made make makes "
    "making many "
    "may me might mine more most much must my myself n neither no nor not o of off often on once one only "
    "onto or other "
    "others our ours ourselves out over own p per r rather s same several shall she should since so some "
    "such t than "
    "that that's the their theirs them themselves then there these they this those through thus to together "
    "too toward "
    "towards u under until up upon us used using v very via was we were what what's when where whether which "
    "while who "
    "whom whose why will with within without would x y yes yet you your yours yourself z "
    "am anyone anything article articles concerning describe described describing description discuss "
    "discusses "
    "discussed discussing discussion document documents find i'm information interested like looking "
    "obtained regarding "
    "related relating relevant tell various want whatever wish "
    "especially particularly specifically including include includes included excluding concerned concerns exist "
    "exists "
    "existing known ll re ve";
constexpr std::string_view russian =
    "а без более бы был была были было быть в вам вами вас ваш весь во вот все всё всего всех вы где да даже "
    "для до "
    "его ее её ей ему если есть еще ещё же за здесь и из из-за или им ими их к как какая какие какой когда "
    "кого которая "
    "которого которое которой которые который которых кто ли либо меня мне много может можно мы на над надо "
    "нам нас наш "
    "не него нее неё ней нему нет ни них но ну о об однако он она они оно от очень по под после потому почти "
    "при про с "
    "сам свое своё свой своих себе себя со так также такие такой там те тем то того тоже той только том тот "
    "ту ты у уже "
    "хотя чего чей чем что чтобы чье чьё чья эта эти это этого этой этом этот я найти статьи статья о";
constexpr std::string_view kazakh =
    "ал арқылы бар барлық біз бір бірақ бойынша болды болған болып болса бұл да де деп дейін егер ед еді "
    "екен ең және "
    "жоқ кейін кім мен менен не неге немесе ол олар осы сен сияқты соң сол сондай сіз та те тек туралы үшін "
    "үстінде "
    "қайда қалай қандай қашан ғана ма ме ба бе па пе";
constexpr std::string_view kyrgyz =
    "ал алар анан бар бардык биз бир бирок боюнча болгон болду бул да дагы дейин деп эле эмес эмне жана же "
    "жок ким "
    "кийин кайда кандай качан менен мен ошол ошондой сен силер сыяктуу тууралуу үчүн ушул аркылуу гана";
constexpr std::string_view uzbek =
    "agar ammo bilan bir biroq biz bo'lgan bo'ldi bo'lib bor bu ham hamda haqida kabi keyin kim lekin men "
    "nima o'sha "
    "qanday qachon qayerda sen shu siz to'g'risida u ular uchun va yo'q yoki ва билан бир бироқ биз бўлган "
    "бўлиб бор бу "
    "ҳам ҳамда ҳақида каби кейин лекин ўша қандай қачон сиз учун улар ёки йўқ эмас эди";
constexpr std::string_view tajik =
    "аз ба бар барои бо ва вай вале дар ё ин инро ки кй ман мо низ он онҳо пас ту то ӯ ҳам ҳар ҳаст чӣ чун "
    "шумо аст буд "
    "шуд мебошад";

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

bool is_plain(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// The words that begin with an ASCII letter, or the others.
std::vector<std::string> make_list(bool ascii) {
  std::vector<std::string> words;
  for (std::string_view list : {english, russian, kazakh, kyrgyz, uzbek, tajik}) {
    while (!list.empty()) {
      const std::size_t end = std::min(list.find(' '), list.size());
      const std::string_view word = list.substr(0, end);
      if (!word.empty() && is_ascii(word.front()) == ascii)
        words.push_back(is_plain(word) ? std::string(word) : text::normalise_word(word));
      list.remove_prefix(std::min(end + 1, list.size()));
    }
  }
  std::sort(words.begin(), words.end());
  return words;
}

bool is_in(const std::vector<std::string>& words, std::string_view form) {
  return std::binary_search(words.begin(), words.end(), form);
}

}  // namespace

// A search that is one process asks for a few words: it makes the list that they need.
bool is_stop_word(std::string_view form) {
  if (form.empty()) return false;
  if (is_ascii(form.front())) {
    static const std::vector<std::string> ascii = make_list(true);
    return is_in(ascii, form);
  }
  static const std::vector<std::string> others = make_list(false);
  return is_in(others, form);
}

}  // namespace blotter::query
