package org.conferenceid.examples.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.conferenceid.ConferenceIdPolicy;
import org.conferenceid.EmailAddress;
import org.conferenceid.Recipient;
import org.conferenceid.StaticIdException;
import org.conferenceid.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeopleFileTest {
  @TempDir Path folder;

  private PeopleFile read(String content) throws IOException {
    return PeopleFile.read(Files.writeString(folder.resolve("people.csv"), content));
  }

  @Test
  @DisplayName("Each line is a person; what a spreadsheet puts before the first is passed over")
  void readsPeople() throws IOException {
    PeopleFile file =
        read("\uFEFFkey,name,address,language\r\nzoe,\"Zoë, of sales\",zoe@example.org,nl-BE\r\n");

    assertThat(file.problems()).isEmpty();
    assertThat(file.people())
        .containsExactly(
            new Person(
                UserId.of("zoe"),
                new Recipient(
                    EmailAddress.parse("zoe@example.org"),
                    "Zoë, of sales",
                    Locale.forLanguageTag("nl-BE"))));
  }

  @Test
  @DisplayName("S3: each bad line is told with file, line and field, and the others are read")
  void tellsBadLines() throws IOException {
    PeopleFile file =
        read(
            """
            key,name,address,language,id
            dora,Dora,dora@example.org,de,
            emil,Emil,emil@,de,
            dora,Dora again,dora2@example.org,de,
            fred,Fred,fred@example.org,not a language,
            gina,Gina,gina@example.org,it,1234567
            ,Nobody,nobody@example.org,en,
            hans,Hans,hans@example.org,de,
            iris,Iris,iris@example.org,de%s,
            """
                .replace("%s", "-abcdefgh".repeat(20)));

    String at = folder.resolve("people.csv") + ", line ";
    assertThat(file.problems())
        .containsExactly(
            at + "3: e-mail address must have a domain after the @: \"emil@\"",
            at + "4: key stands in line 2 already: \"dora\"",
            at + "5: language must be a BCP 47 tag such as fr or en-GB: \"not a language\"",
            at + "6: " + refusalOfAChosenId(),
            at + "7: user key must not be empty",
            at
                + "9: language must be a BCP 47 tag such as fr or en-GB: \"de"
                + "-abcdefgh".repeat(8)
                + "-abcde…\"");
    assertThat(file.people())
        .extracting(Person::user)
        .containsExactly(UserId.of("dora"), UserId.of("hans"));
  }

  @Test
  @DisplayName("A user with a good line is readable, whatever stands in another")
  void tellsWhoIsUnreadable() throws IOException {
    PeopleFile file =
        read(
            """
            key,name,address,language,id
            dora,Dora,dora@example.org,de,
            dora,Dora,dora@,de,
            emil,Emil,emil@,de,
            emil,Emil,emil@example.org,de,
            gina,Gina,gina@example.org,it,1234567
            gina,Gina,gina@example.org,it,
            """);

    assertThat(file.people())
        .extracting(Person::user)
        .containsExactly(UserId.of("dora"), UserId.of("gina"));
    assertThat(file.unreadable()).containsExactly(UserId.of("emil"));
  }

  /** The library's own words. */
  private static String refusalOfAChosenId() {
    try {
      ConferenceIdPolicy.requireDynamic("1234567");
      return "";
    } catch (StaticIdException e) {
      return e.getMessage();
    }
  }

  @Test
  @DisplayName("A missing column, a broken quote and an empty file are told")
  void tellsBadFiles() throws IOException {
    assertThat(read("key,name\nida,Ida\n").problems())
        .singleElement()
        .asString()
        .endsWith("line 2: address is missing");
    assertThat(read("key,name,address,language\nida,\"Ida\n").problems()).hasSize(1);
    assertThat(read("").problems()).singleElement().asString().endsWith("there is nobody in it");
  }

  @Test
  @DisplayName("A file that is away, or not in UTF-8, cannot be read")
  void refusesUnreadableFiles() throws IOException {
    Path latin1 =
        Files.writeString(
            folder.resolve("latin1.csv"),
            "key,name,address,language\nzoe,Zoë,zoe@example.org,nl\n",
            StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> PeopleFile.read(latin1)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> PeopleFile.read(folder.resolve("none.csv")))
        .isInstanceOf(IOException.class);
  }
}
