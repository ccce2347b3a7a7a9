package org.conferenceid.examples.adminconsole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.conferenceid.InvalidValueException;
import org.conferenceid.UserId;
import org.conferenceid.examples.support.Person;
import org.conferenceid.examples.support.UsageException;
import org.conferenceid.spring.console.UserSearch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The example starts as its command starts it, and somebody can log in. */
class AdminConsoleTest {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

  @TempDir Path folder;

  @Test
  @DisplayName("The made-up people are always the same ones, with a key and an address each")
  void makesPeopleUp() {
    List<Person> people = MadeUpPeople.all();
    assertThat(people).hasSize(MadeUpPeople.NUMBER);
    assertThat(people).extracting(Person::user).doesNotHaveDuplicates();
    assertThat(people).extracting(person -> person.recipient().name()).doesNotHaveDuplicates();
    assertThat(people).isEqualTo(MadeUpPeople.all());
    assertThat(people.get(0).user()).isEqualTo(UserId.of(LogIn.ORGANIZER.user()));
  }

  @Test
  @DisplayName("A command line that makes no sense is refused")
  void refusesNonsense() {
    for (String[] args : new String[][] {{"--port"}, {"--jdbc"}, {"people.csv"}, {"--id", "1"}}) {
      assertThatThrownBy(() -> Options.parse(args)).isInstanceOf(UsageException.class);
    }
    assertThatThrownBy(() -> Options.parse("--port", "70000"))
        .isInstanceOf(InvalidValueException.class);
  }

  @Test
  @DisplayName("B17: a viewer logs in, finds the console, and mails are in the inbox")
  void logsIn() throws Exception {
    try (ConfigurableApplicationContext context =
        AdminConsole.start(
            Options.parse("--port", "0", "--jdbc", "jdbc:sqlite:" + folder.resolve("ids.db")))) {
      int port = ((WebServerApplicationContext) context).getWebServer().getPort();
      URI start = URI.create("http://localhost:" + port + "/");
      HttpClient browser =
          HttpClient.newBuilder()
              .cookieHandler(new CookieManager())
              .followRedirects(HttpClient.Redirect.NORMAL)
              .build();
      String logIn = get(browser, start);
      assertThat(logIn).contains("Log in", "operator");

      Matcher token = TOKEN.matcher(logIn);
      assertThat(token.find()).isTrue();
      HttpRequest form =
          HttpRequest.newBuilder(start.resolve("/login"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "username=viewer&password=viewer&_csrf=" + token.group(1)))
              .build();
      assertThat(browser.send(form, HttpResponse.BodyHandlers.ofString()).body())
          .contains("Open the console", "Open the inbox");
      assertThat(get(browser, start.resolve("/conference/users"))).contains("example.org");
      assertThat(get(browser, start.resolve("/inbox"))).contains("Inbox");
      assertThat(context.getBean(People.class).find(search("AMÉLIE dur")))
          .extracting(user -> user.id().value())
          .contains("amelie.durand");
    }
  }

  private static UserSearch search(String text) {
    return new UserSearch(text, Optional.empty(), 25);
  }

  private static String get(HttpClient browser, URI page) throws IOException, InterruptedException {
    return browser
        .send(
            HttpRequest.newBuilder(page).build(),
            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
        .body();
  }
}
