package org.conferenceid.examples.adminconsole;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.conferenceid.EmailAddress;
import org.conferenceid.Recipient;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.adoption.AdoptionLine;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.examples.support.Person;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Measures how long each page takes with 100,000 users, for one client: the median, the 95th
 * percentile and the longest, in milliseconds. No test. The arguments are those of the example:
 * {@code --jdbc} with an empty PostgreSQL database.
 */
public final class PageTimes {
  private static final int MORE_USERS = 99_000;
  private static final int FIRST_ID = 2_000_003;
  private static final int STEP = 67;
  private static final int WARM_UP = 100;
  private static final int TIMES = 200;

  private final HttpClient browser =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  private final URI start;

  private PageTimes(URI start) {
    this.start = start;
  }

  /** Fills the database, and prints a line for each page. */
  public static void main(String... args) throws Exception {
    try (ConfigurableApplicationContext context = AdminConsole.start(Options.parse(args))) {
      fill(context);
      int port = ((WebServerApplicationContext) context).getWebServer().getPort();
      new PageTimes(URI.create("http://localhost:" + port)).measure();
    }
  }

  private static void fill(ConfigurableApplicationContext context) {
    List<Person> more =
        IntStream.range(0, MORE_USERS)
            .mapToObj(
                number ->
                    new Person(
                        UserId.of("user" + number),
                        new Recipient(
                            EmailAddress.parse("user" + number + "@example.org"),
                            "Person " + number,
                            Locale.ENGLISH)))
            .toList();
    context.getBean(People.class).add(more, Set.of());
    context
        .getBean(Administration.class)
        .adoption()
        .adopt(
            IntStream.range(0, MORE_USERS)
                .mapToObj(
                    number ->
                        new AdoptionLine(
                            number, "user" + number, Integer.toString(FIRST_ID + STEP * number))),
            AdoptionMode.SKIP_INVALID,
            RequestContext.NONE.by("import"),
            problem -> {});
    context.getBean(JdbcTemplate.class).execute("analyze");
  }

  private void measure() throws IOException, InterruptedException {
    post("/login", "username=many&password=many");
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("users", "/conference/users");
    String users = get("/conference/users").body();
    pages.put("users, next page", found(users, "href=\"([^\"]*after=[^\"]*)\""));
    pages.put("users, searched", search("/conference/users", "text=person 98765"));
    String user = found(users, "href=\"(/conference/users/[^\"?]+)\"");
    pages.put("a user", user);
    pages.put("reset window", user + "/reset");
    pages.put("audit", "/conference/audit");
    String filter = "user=user500&actor=&kind=&mail=&from=&until=&key=";
    pages.put("audit of a user", search("/conference/audit", filter));
    pages.put(
        "audit by kind",
        search("/conference/audit", filter.replace("user500", "").replace("kind=", "kind=RESET")));
    pages.put("e-mails", "/conference/mail");
    pages.put("capacity", "/conference/capacity");
    pages.put("callers", "/conference/callers");
    pages.put("many at once", "/conference/many");
    pages.put("old IDs", "/conference/rotation?days=0");
    pages.put("bring in IDs", "/conference/adoption");
    pages.replaceAll((name, path) -> path.replace("&amp;", "&"));
    // All before any: else the first page would be measured while its code is not compiled yet.
    for (String path : pages.values()) {
      times(path, WARM_UP);
    }
    for (Map.Entry<String, String> page : pages.entrySet()) {
      System.out.println(line(page.getKey(), times(page.getValue(), TIMES)));
    }
  }

  private long[] times(String path, int number) throws IOException, InterruptedException {
    long[] times = new long[number];
    for (int i = 0; i < number; i++) {
      long before = System.nanoTime();
      HttpResponse<String> page = get(path);
      long took = System.nanoTime() - before;
      if (page.statusCode() != 200) {
        throw new IllegalStateException(path + ": " + page.statusCode());
      }
      times[i] = took;
    }
    Arrays.sort(times);
    return times;
  }

  private static String line(String name, long[] sorted) {
    return String.format(
        Locale.ROOT,
        "%-18s median %6.1f   p95 %6.1f   longest %6.1f",
        name,
        sorted[sorted.length / 2] / 1e6,
        sorted[sorted.length * 95 / 100] / 1e6,
        sorted[sorted.length - 1] / 1e6);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return browser.send(
        HttpRequest.newBuilder(start.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Sends the form of a page, and tells where it leads. */
  private String search(String page, String fields) throws IOException, InterruptedException {
    URI found = post(page, fields);
    return found.getPath() + (found.getQuery() == null ? "" : "?" + found.getQuery());
  }

  private URI post(String page, String fields) throws IOException, InterruptedException {
    String token = found(get(page).body(), "name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    return browser
        .send(
            HttpRequest.newBuilder(start.resolve(page))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        fields.replace(" ", "+") + "&_csrf=" + token))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .uri();
  }

  private static String found(String page, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(page);
    if (!matcher.find()) {
      throw new IllegalStateException("nothing like " + pattern);
    }
    return matcher.group(1);
  }
}
