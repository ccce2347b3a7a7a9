package org.conferenceid.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.conferenceid.EventKind;
import org.conferenceid.InvalidValueException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An organization's own templates. */
class OwnTemplatesTest extends DesignWorld {
  @Test
  @DisplayName("B8: a template of one's own gives the structure")
  void giveTheStructure() throws Exception {
    MessageDesign design =
        MessageDesign.builder()
            .textTemplate("own.txt", "EXAMPLE LTD.\n" + shipped("message.txt.mustache"))
            .htmlTemplate(
                "own.html",
                shipped("message.html.mustache").replace("max-width:560px", "max-width:480px"))
            .build();
    RenderedMessage message = preview(design, EventKind.RESET, Locale.ENGLISH);
    assertThat(message.text()).startsWith("EXAMPLE LTD.\nHello,");
    assertThat(message.html()).contains("max-width:480px");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{{greeting}}\n{{#numbers}}\n{{shown}}\n'|2",
        "'{{greeting}}\n{{/numbers}}\n'|2",
        "'{{greeting}}\n\n{{gruppedId}}'|3",
        "'{{groupedId}}\n{{#numbers}}\n{{shown}}\n{{lable}}\n{{/numbers}}'|4",
        "'{{greeting}}\n{{#withid}}\n{{/withid}}'|2",
        "'{{greeting}}\n{{groupedId'|2"
      })
  @DisplayName("B8: a broken template is named, with its line, when it is configured")
  void areNamedWhenBroken(String template, int line) {
    assertThatThrownBy(() -> MessageDesign.builder().textTemplate("own.txt", template).build())
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith("template own.txt ")
        .hasMessageContaining("line " + line);
    assertThatThrownBy(() -> MessageDesign.builder().htmlTemplate("own.html", template).build())
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith("template own.html ")
        .hasMessageContaining("line " + line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{{step}}|{{groupedId}} {{#numbers}}{{shown}}{{/numbers}}|must show every step",
        "{{footer}}|{{#numbers}}{{shown}}{{/numbers}}|must show the conference ID",
        "{{footer}}|{{groupedId}}|must show every dial-in number"
      })
  @DisplayName("S7, S10: a template cannot leave out the ID, the numbers or the steps")
  void mustBeComplete(String part, String other, String rule) throws Exception {
    String template =
        shipped("message.html.mustache").replace("{{groupedId}}", "").replace(part, other);
    assertThatThrownBy(() -> MessageDesign.builder().htmlTemplate("own.html", template).build())
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("template own.html " + rule + " in the message ENABLED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{{greeting}}}",
        "{{&greeting}}",
        "{{{link}}}",
        "{{ & logoText }}",
        "{{#numbers}}{{{label}}}{{/numbers}}",
        "{{^subject}}{{{greeting}}}{{/subject}}",
      })
  @DisplayName("B8: a template cannot put a name, a link or a label into HTML unescaped")
  void mustEscape(String unescaped) throws Exception {
    String template = shipped("message.html.mustache").replace("{{greeting}}", unescaped);
    int line = (int) template.substring(0, template.indexOf(unescaped)).lines().count();
    assertThatThrownBy(() -> MessageDesign.builder().htmlTemplate("own.html", template))
        .hasMessage("template own.html must not put anything into HTML unescaped @ line " + line);
  }

  @Test
  @DisplayName("B8: an HTML template cannot hide a tag that does not escape")
  void mustKeepTheDelimiters() {
    assertThatThrownBy(
            () ->
                MessageDesign.builder()
                    .htmlTemplate("own.html", "<p>\n{{greeting}}{{=<% %>=}}<%&link%>"))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("template own.html must keep the delimiters {{ and }} @ line 2");
  }

  @Test
  @DisplayName("B8: plain text has nothing to escape")
  void mayBeUnescapedInText() throws Exception {
    String template = shipped("message.txt.mustache").replace("{{greeting}}", "{{{greeting}}}");
    MessageDesign design = MessageDesign.builder().textTemplate("own.txt", template).build();
    assertThat(preview(design, EventKind.RESET, Locale.ENGLISH).text())
        .isEqualTo(preview(MessageDesign.ofDefaults(), EventKind.RESET, Locale.ENGLISH).text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\r"})
  @DisplayName("B8: a template with the line ends of another system makes the same message")
  void mayHaveOtherLineEnds(String lineEnd) throws Exception {
    MessageDesign design =
        MessageDesign.builder()
            .textTemplate("own.txt", shipped("message.txt.mustache").replace("\n", lineEnd))
            .htmlTemplate("own.html", shipped("message.html.mustache").replace("\n", lineEnd))
            .build();
    for (Locale language : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
      RenderedMessage own = preview(design, EventKind.RESET, language);
      RenderedMessage shipped = preview(MessageDesign.ofDefaults(), EventKind.RESET, language);
      assertThat(own.text()).isEqualTo(shipped.text());
      assertThat(own.html()).isEqualTo(shipped.html());
    }
    assertThatThrownBy(
            () ->
                MessageDesign.builder()
                    .htmlTemplate("own.html", "<p>" + lineEnd + lineEnd + "{{{link}}}"))
        .hasMessageEndingWith("@ line 3");
  }

  @Test
  @DisplayName("B8: a template cannot fetch another one")
  void haveNoPartials() {
    assertThatThrownBy(
            () -> MessageDesign.builder().textTemplate("own.txt", "{{>/etc/passwd}}").build())
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith("template own.txt ");
  }
}
