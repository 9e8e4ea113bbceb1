// What is attached to a mail is read as any file is: each its own article, with the mail as its parent.
#include "tests/support/programs.hpp"
#include "tests/support/zip.hpp"

#include <catch2/catch.hpp>

using namespace blotter::test;

namespace {

std::string encoded(const std::string& bytes) {
  constexpr const char* letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto at = [&](std::size_t j) { return j < bytes.size() ? static_cast<unsigned char>(bytes[j]) : 0U; };
    const unsigned three = at(i) << 16U | at(i + 1) << 8U | at(i + 2);
    for (unsigned part = 0; part < 4; ++part)
      out += i + part > bytes.size() ? '=' : letters[three >> (18 - 6 * part) & 63U];
    if (i % 57 == 54) out += '\n';
  }
  return out + "\n";
}

std::string attached(const std::string& name, const std::string& bytes) {
  return "--b1\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n"
         "Content-Disposition: attachment; filename=\"" +
         name + "\"\n\n" + encoded(bytes);
}

std::string mail(const std::string& id, const std::string& text, const std::string& parts) {
  return "From: Aida <aida@kiln.example>\nTo: desk@kiln.example\nSubject: Papers of the kiln " + id +
         "\nMessage-ID: <" + id + "@kiln.example>\nDate: Thu, 13 Nov 2025 10:00:00 +0600\nMIME-Version: 1.0\n" +
         "Content-Type: multipart/mixed; boundary=\"b1\"\n\n--b1\nContent-Type: text/plain\n\n" + text + "\n" + parts +
         "--b1--\n";
}

const std::string statement =
    "{\\rtf1 Statement of the kiln\\par The foreman of the kiln kept eleven passports in a box of nails, a worker told "
    "the police of Tokmok.\\par}";
const std::string page =
    "<!DOCTYPE html><html><head><title>Box of nails</title></head><body><p>Police of Tokmok opened a box of nails and "
    "found eleven passports in it on Thursday.</p></body></html>";
const std::string picture =
    std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x8\2", 26) + std::string(300, '\0');

}  // namespace

TEST_CASE("each attachment of a mail is an article whose parent is the mail", "[issue-23]") {
  const TemporaryFolder folder;
  write_file(folder / "kiln.eml",
             mail("1", "Here are the papers of the kiln, as promised on the telephone.",
                  attached("statement.rtf", statement) +
                      attached("pictures.zip", make_zip({{"nails.html", page}, {"n.png", picture}})) +
                      attached("logo.png", picture)));
  const Ran ran = index({"--dry-run", "--json", folder / "kiln.eml"});
  CHECK(ran.status == 0);
  const std::vector<std::string> lines = lines_of(ran.out);
  REQUIRE(lines.size() >= 3);
  CHECK(holds(lines[0], "\"id\":\"1@kiln.example\""));
  CHECK_FALSE(holds(lines[0], "\"parent\""));
  CHECK(holds(lines[1], "kiln.eml!/statement.rtf\""));
  CHECK(holds(lines[1], "\"title\":\"Statement of the kiln\""));
  CHECK(holds(lines[2], "kiln.eml!/pictures.zip!/nails.html\""));
  for (const std::string& line : {lines[1], lines[2]}) CHECK(holds(line, "\"parent\":\"1@kiln.example\""));
  CHECK(holds(ran.err, "2 skipped: 2 images"));
}

TEST_CASE("attachments are found by their mail, and shown with it", "[issue-23]") {
  const TemporaryFolder folder;
  write_file(folder / "box.mbox", "From a@k.example Thu Nov 13 10:00:00 2025\n" +
                                      mail("1", "First.", attached("a.rtf", statement)) +
                                      "\nFrom a@k.example Thu Nov 13 11:00:00 2025\n" +
                                      mail("2", "Second.", attached("a.rtf", page) + attached("a.rtf", page + " ")));
  CHECK(index({"--db", folder / "db", folder / "box.mbox"}).status == 0);
  const auto ids = [&](const std::vector<std::string>& filter) {
    std::vector<std::string> command{searcher, "--db", folder / "db", "--format", "ids"};
    command.insert(command.end(), filter.begin(), filter.end());
    return run(command).out;
  };
  CHECK(holds(ids({"--filter", "parent=1@kiln.example"}), "box.mbox!/1/a.rtf"));
  CHECK(lines_of(ids({"--filter", "parent=1@kiln.example"})).size() == 1);
  CHECK(holds(ids({"parent:2@kiln.example"}), "box.mbox!/2/a.rtf"));
  CHECK_FALSE(holds(ids({"passports", "--filter", "parent=!1@kiln.example"}), "!/1/"));
  const std::string id = lines_of(ids({"--filter", "parent=1@kiln.example"})).front();
  const Ran shown = run({searcher, "--db", folder / "db", "--show", id});
  CHECK(holds(shown.out, "1@kiln.example"));
  const Ran json = run({searcher, "--db", folder / "db", "--show", id, "--format", "json"});
  CHECK(holds(json.out, "\"parent\":\"1@kiln.example\""));
  CHECK(holds(json.out, "\"hash\":\""));
  const Ran exported = run({searcher, "--db", folder / "db", "--export", "jsonl", "--filter", "parent=1@kiln.example"});
  CHECK(holds(exported.out, "\"parent\":\"1@kiln.example\""));
  // A second run finds everything as it was.
  CHECK(holds(index({"--db", folder / "db", "--verbose", folder / "box.mbox"}).err, "0 new, 0 updated"));
}

TEST_CASE("a mail of nothing but an attachment is no failure, and mails in mails are read", "[issue-23]") {
  const TemporaryFolder folder;
  const std::string inner =
      mail("inner", "The list of the workers is attached to this letter.", attached("list.rtf", statement));
  write_file(folder / "outer.eml",
             "From: a@k.example\nMIME-Version: 1.0\nMessage-ID: <outer@k>\nContent-Type: multipart/mixed; "
             "boundary=\"c\"\n\n--c\n"
             "Content-Type: message/rfc822\nContent-Disposition: attachment; filename=\"inner.eml\"\n\n" +
                 inner + "\n--c--\n");
  const Ran ran = index({"--dry-run", "--json", folder / "outer.eml"});
  CHECK(ran.status == 0);
  const std::vector<std::string> lines = lines_of(ran.out);
  REQUIRE(lines.size() >= 2);
  CHECK(holds(lines[0], "\"parent\":\"outer@k\""));
  CHECK(holds(lines[1], "inner.eml!/list.rtf"));
  CHECK(holds(lines[1], "\"parent\":\"inner@kiln.example\""));
}

TEST_CASE("hostile attachments cost themselves alone", "[issue-23]") {
  const TemporaryFolder folder;
  std::string nested = mail("0", "The innermost letter.", "");
  for (int i = 1; i < 20; ++i) nested = mail(std::to_string(i), "A letter around it.", attached("next.eml", nested));
  write_file(folder / "nested.eml", nested);
  write_file(folder / "broken.eml",
             mail("b", "Three files that are not what they are called.",
                  attached("a.docx", "PK\x03\x04 not a zip") + attached("../../up.pdf", "%PDF-1.4 nothing") +
                      attached("good.rtf", statement)));
  const Ran deep = index({"--dry-run", "--json", folder / "nested.eml"});
  CHECK(deep.status == 2);
  CHECK(holds(deep.err, "limit mail_depth"));
  const Ran broken = index({"--dry-run", "--json", folder / "broken.eml"});
  CHECK(broken.status == 2);
  CHECK(holds(broken.err, "broken.eml!/a.docx"));
  CHECK(holds(broken.out, "\"title\":\"Statement of the kiln\""));
  CHECK_FALSE(holds(broken.err, "!/../"));
}
