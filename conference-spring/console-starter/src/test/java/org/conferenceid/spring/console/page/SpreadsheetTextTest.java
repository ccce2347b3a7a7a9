package org.conferenceid.spring.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetTextTest {

  @ParameterizedTest
  @DisplayName("A text that a spreadsheet would run as a formula begins with an apostrophe")
  @ValueSource(
      strings = {
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\ttext",
        "\rtext",
        "\ntext",
        " =1",
        "\u00A0=1",
        "\u200B=1",
        "\uFEFF+1",
        "'=1",
        "\uFF1D1",
        "\uFF0B1",
        "\uFF0D1",
        "\uFF20x"
      })
  void guardsFormulas(String text) {
    assertThat(SpreadsheetText.line(List.of(text))).isEqualTo("\"'" + text + "\"\r\n");
  }

  @ParameterizedTest
  @DisplayName("Any other text stands as it is, however often it has a sign within")
  @ValueSource(strings = {"", "amelie@example.org", "a=b", "1-2", "Amélie", "أمل"})
  void leavesTexts(String text) {
    assertThat(SpreadsheetText.line(List.of(text))).isEqualTo("\"" + text + "\"\r\n");
  }

  @Test
  @DisplayName("Quotation marks, separators and line ends stay within their cell (RFC 4180)")
  void quotes() {
    assertThat(SpreadsheetText.line(List.of("a\"b", "c,d;e\r\nf")))
        .isEqualTo("\"a\"\"b\",\"c,d;e\r\nf\"\r\n");
    assertThat(SpreadsheetText.begin(List.of("a"))).isEqualTo("\uFEFF\"a\"\r\n");
  }
}
