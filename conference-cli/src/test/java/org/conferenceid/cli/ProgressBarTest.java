package org.conferenceid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.OptionalLong;
import org.conferenceid.bulk.BulkProgress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private final StringWriter written = new StringWriter();
  private final ProgressBar bar = new ProgressBar(new PrintWriter(written));

  private static BulkProgress progress(long handled, long total, Duration elapsed) {
    return new BulkProgress(handled, OptionalLong.of(total), elapsed);
  }

  @Test
  @DisplayName("The bar tells the share, the numbers, the rate and the time left")
  void tells() {
    assertThat(ProgressBar.text(progress(250_000, 1_000_000, Duration.ofSeconds(10))))
        .isEqualTo(
            "[#######-----------------------]  25 %  250,000 of 1,000,000  25,000/s  0:30 left");
    assertThat(ProgressBar.text(progress(1, 10_000, Duration.ofSeconds(1))))
        .endsWith("   0 %  1 of 10,000  1/s  2:46:39 left");
    assertThat(ProgressBar.text(progress(0, 3, Duration.ZERO))).endsWith("0 of 3  0/s  ? left");
    assertThat(ProgressBar.text(progress(0, 0, Duration.ZERO))).contains("100 %");
    assertThat(ProgressBar.text(progress(9, 3, Duration.ofSeconds(1)))).contains("100 %");
    assertThat(ProgressBar.text(new BulkProgress(7, OptionalLong.empty(), Duration.ofSeconds(1))))
        .isEqualTo("7 users  7/s");
  }

  @Test
  @DisplayName("It is written over, not too often, and at the end in any case")
  void isWrittenOver() {
    bar.show(progress(1000, 3000, Duration.ofMillis(50)));
    bar.show(progress(2000, 3000, Duration.ofMillis(100)));
    bar.show(progress(2500, 3000, Duration.ofMillis(150)));
    bar.show(progress(3000, 3000, Duration.ofMillis(151)));
    bar.end();
    String[] texts = written.toString().split("\r", -1);
    assertThat(texts).hasSize(4);
    assertThat(texts[1]).contains("1,000 of 3,000");
    assertThat(texts[2]).contains("2,500 of 3,000");
    assertThat(texts[3]).contains("3,000 of 3,000").endsWith(System.lineSeparator());
  }

  @Test
  @DisplayName("Nothing stays of a longer text, and without any there is no empty line")
  void leavesNothingBehind() {
    bar.end();
    assertThat(written.toString()).isEmpty();
    bar.show(progress(0, 100_000, Duration.ZERO));
    bar.show(new BulkProgress(5, OptionalLong.empty(), Duration.ofSeconds(1)));
    String[] texts = written.toString().split("\r", -1);
    assertThat(texts[2]).startsWith("5 users").hasSameSizeAs(texts[1]);
  }
}
