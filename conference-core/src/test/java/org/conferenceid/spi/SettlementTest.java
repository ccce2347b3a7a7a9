package org.conferenceid.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettlementTest {

  @ParameterizedTest
  @CsvSource({"x, 500, 500", "x, 501, 500", "😀, 250, 500", "😀, 400, 500"})
  @DisplayName("OB-11: a problem is cut at 500 units, between characters")
  void shouldCutProblems(String character, int times, int units) {
    String problem = new Settlement.Failed(character.repeat(times)).problem();

    assertThat(problem).hasSize(units).isEqualTo(character.repeat(units / character.length()));
    assertThat(new Settlement.Failed("x" + character.repeat(times)).problem())
        .as("with a character of one unit before it")
        .hasSize(units - (units - 1) % character.length());
  }

  @ParameterizedTest
  @CsvSource({"0", "55296", "56320"})
  @DisplayName("OB-11: what a database cannot keep is replaced in a problem")
  void shouldReplaceWhatCannotBeKept(int unit) {
    String problem = "a" + (char) unit + "b";

    assertThat(new Settlement.Retry(Outbox.MAX_DELAY, problem).problem()).isEqualTo("a\ufffdb");
    assertThat(new Settlement.Failed(problem).problem()).isEqualTo("a\ufffdb");
  }
}
