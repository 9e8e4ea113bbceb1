// Lucene 8 as a peer of the speed suite.
//   index TSV DIR THREADS           prints nothing
//   query DIR KIND QUERIES THREADS [ROUNDS]  KIND: or, and, phrase, facets; prints {"seconds":…,"p50_us":…,"p99_us":…} of
//   the last round; there are three unless ROUNDS says otherwise
// TSV: id, title, text, countries, agencies, crimes (these three divided by commas), URL, source.  QUERIES: words, a query a line.
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetCounts;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;

public final class LucenePeer {
  private static final String[] FACETS = {"country", "agency", "crime"};

  public static void main(String[] args) throws Exception {
    if (args[0].equals("index")) index(Path.of(args[1]), Path.of(args[2]), Integer.parseInt(args[3]));
    else query(Path.of(args[1]), args[2], Path.of(args[3]), Integer.parseInt(args[4]), args.length > 5 ? Integer.parseInt(args[5]) : 3);
  }

  private static FacetsConfig facetsConfig() {
    FacetsConfig config = new FacetsConfig();
    for (String facet : FACETS) config.setMultiValued(facet, true);
    return config;
  }

  private static void index(Path tsv, Path dir, int threads) throws Exception {
    IndexWriterConfig config = new IndexWriterConfig(new EnglishAnalyzer());
    config.setRAMBufferSizeMB(256);
    FacetsConfig facets = facetsConfig();
    ArrayBlockingQueue<String> lines = new ArrayBlockingQueue<>(1000);
    try (IndexWriter writer = new IndexWriter(FSDirectory.open(dir), config)) {
      Thread[] workers = new Thread[threads];
      for (int i = 0; i < threads; i++) {
        workers[i] = new Thread(() -> {
          try {
            for (String line = lines.take(); !line.isEmpty(); line = lines.take()) {
              String[] cells = line.split("\t", -1);
              Document document = new Document();
              document.add(new StringField("id", cells[0], Field.Store.YES));
              document.add(new StoredField("title", cells[1]));
              document.add(new StoredField("text", cells[2]));
              document.add(new TextField("all", cells[1] + "\n" + cells[2], Field.Store.NO));
              document.add(new StoredField("url", cells[3 + FACETS.length]));
              document.add(new StoredField("source", cells[4 + FACETS.length]));
              for (int f = 0; f < FACETS.length; f++)
                for (String value : cells[3 + f].split(","))
                  if (!value.isEmpty()) document.add(new SortedSetDocValuesFacetField(FACETS[f], value));
              writer.addDocument(facets.build(document));
            }
          } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
          }
        });
        workers[i].start();
      }
      try (BufferedReader in = Files.newBufferedReader(tsv)) {
        for (String line = in.readLine(); line != null; line = in.readLine()) lines.put(line);
      }
      for (int i = 0; i < threads; i++) lines.put("");
      for (Thread worker : workers) worker.join();
      writer.commit();
    }
  }

  private static List<String> analyse(EnglishAnalyzer analyzer, String text) throws Exception {
    List<String> words = new ArrayList<>();
    try (TokenStream tokens = analyzer.tokenStream("all", text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) words.add(term.toString());
      tokens.end();
    }
    return words;
  }

  private static Query build(EnglishAnalyzer analyzer, String kind, String line) throws Exception {
    List<String> words = analyse(analyzer, line);
    if (kind.equals("phrase")) return new PhraseQuery("all", words.toArray(new String[0]));
    BooleanQuery.Builder builder = new BooleanQuery.Builder();
    for (String word : words)
      builder.add(new TermQuery(new Term("all", word)),
          kind.equals("and") ? BooleanClause.Occur.MUST : BooleanClause.Occur.SHOULD);
    return builder.build();
  }

  private static void query(Path dir, String kind, Path file, int threads, int rounds) throws Exception {
    List<String> lines = Files.readAllLines(file);
    DirectoryReader reader = DirectoryReader.open(FSDirectory.open(dir));
    IndexSearcher searcher = new IndexSearcher(reader);
    SortedSetDocValuesReaderState state =
        kind.equals("facets") ? new DefaultSortedSetDocValuesReaderState(reader) : null;
    long[] nanos = new long[lines.size()];
    double seconds = 0;
    for (int round = 0; round < rounds; round++) {  // those before the last warm Java up
      AtomicInteger next = new AtomicInteger();
      Thread[] workers = new Thread[threads];
      long start = System.nanoTime();
      for (int t = 0; t < threads; t++) {
        workers[t] = new Thread(() -> {
          try {
            EnglishAnalyzer analyzer = new EnglishAnalyzer();
            long sum = 0;
            for (int i = next.getAndIncrement(); i < lines.size(); i = next.getAndIncrement()) {
              long from = System.nanoTime();
              Query query = build(analyzer, kind, lines.get(i));
              if (state != null) {
                FacetsCollector collector = new FacetsCollector();
                searcher.search(query, collector);
                SortedSetDocValuesFacetCounts counts = new SortedSetDocValuesFacetCounts(state, collector);
                for (String facet : FACETS) {
                  var top = counts.getTopChildren(10, facet);
                  if (top != null) sum += top.childCount;
                }
              } else {
                for (ScoreDoc hit : searcher.search(query, 10).scoreDocs) {
                  Document document = searcher.doc(hit.doc);
                  sum += document.get("id").length() + document.get("title").length();
                }
              }
              nanos[i] = System.nanoTime() - from;
            }
            if (sum == Long.MIN_VALUE) System.err.println(sum);
          } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
          }
        });
        workers[t].start();
      }
      for (Thread worker : workers) worker.join();
      seconds = (System.nanoTime() - start) / 1e9;
    }
    Arrays.sort(nanos);
    System.out.printf(java.util.Locale.ROOT, "{\"seconds\":%.4f,\"p50_us\":%.1f,\"p99_us\":%.1f}%n", seconds,
        nanos[nanos.length / 2] / 1e3, nanos[nanos.length * 99 / 100] / 1e3);
  }
}
