import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A test of a client, without a framework: `java ClientTest.java`. SIEM_SIM_COMMAND, or `npx siem-sim`, starts the simulator. */
public class ClientTest {
  static final HttpClient http = HttpClient.newHttpClient();

  /** The client under test: it asks again when the server is busy. */
  static int count(String url, String key) throws Exception {
    for (int attempt = 0; attempt < 3; attempt++) {
      var request = HttpRequest.newBuilder(URI.create(url + "/events/v1/aggregated?startTimestamp=0&limit=1"))
          .header("Argus-API-Key", key).build();
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() == 200) return Integer.parseInt(member("\"count\":(\\d+)", answer.body()));
      if (answer.statusCode() != 503) throw new IOException("the server answered " + answer.statusCode());
    }
    throw new IOException("the server is busy");
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("siem-sim-");
    Path ready = folder.resolve("ready.json");
    Process process = start(ready);
    try {
      String server = waitFor(ready, process);
      String world = control("PUT", server + "/_sim/worlds/java", "{}");
      String url = member("\"url\":\"([^\"]+)\"", world);
      String key = member("\"keys\":\\[\\{[^}]*\"value\":\"([^\"]+)\"", world);

      expect("counts", count(url, key) == 200);

      control("POST", url + "/_sim/faults", "{\"match\":{\"product\":\"argus\"},\"effect\":{\"error\":503},\"times\":2}");
      expect("asks again", count(url, key) == 200);
      String verdict = control("POST", url + "/_sim/journal/verify",
          "{\"expect\":[{\"operation\":\"listAggregatedEvents\",\"times\":4}]}");
      expect("asks four times in all", verdict.startsWith("{\"matched\":true"));
      control("DELETE", server + "/_sim/worlds/java", "");
      System.out.println("3 passed");
    } finally {
      process.destroy();
      process.waitFor();
      Files.deleteIfExists(ready);
      Files.deleteIfExists(folder);
    }
  }

  static Process start(Path ready) throws IOException {
    String command = System.getenv().getOrDefault("SIEM_SIM_COMMAND", "npx siem-sim");
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.addAll(List.of("serve", "--port", "0", "--events", "200", "--ready-file", ready.toString()));
    return new ProcessBuilder(words).redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  static String waitFor(Path ready, Process process) throws Exception {
    while (process.isAlive()) {
      if (Files.exists(ready) && Files.size(ready) > 0) return member("\"url\": ?\"([^\"]+)\"", Files.readString(ready));
      Thread.sleep(20);
    }
    throw new IOException("siem-sim ended with " + process.exitValue());
  }

  static String control(String method, String url, String body) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "application/json")
        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() >= 300) throw new IOException(method + " " + url + ": " + answer.body());
    return answer.body();
  }

  static String member(String pattern, String text) throws IOException {
    var found = Pattern.compile(pattern).matcher(text);
    if (!found.find()) throw new IOException("no " + pattern + " in " + text);
    return found.group(1);
  }

  static void expect(String what, boolean isSo) {
    if (!isSo) throw new AssertionError(what);
    System.out.println("ok " + what);
  }
}
