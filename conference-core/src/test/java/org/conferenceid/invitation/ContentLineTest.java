package org.conferenceid.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ContentLineTest {

  @Test
  @DisplayName("S1: lines are folded after 75 octets (RFC 5545, section 3.1), and not before")
  void foldsLongLines() {
    String full = "x".repeat(73);
    assertThat(new ContentLine("X").value(full)).isEqualTo("X:" + full + "\r\n");
    assertThat(new ContentLine("X").value(full + "yz")).isEqualTo("X:" + full + "\r\n yz\r\n");
    assertThat(new ContentLine("X").value(full + "y".repeat(74) + "z"))
        .isEqualTo("X:" + full + "\r\n " + "y".repeat(74) + "\r\n z\r\n");
  }

  @Test
  @DisplayName("S1: a character of several octets is not torn apart")
  void keepsCharactersWhole() {
    String full = "x".repeat(72);
    assertThat(new ContentLine("X").value(full + "é")).isEqualTo("X:" + full + "\r\n é\r\n");
    assertThat(new ContentLine("X").value(full + "\ud83d\ude00"))
        .isEqualTo("X:" + full + "\r\n \ud83d\ude00\r\n");
  }
}
