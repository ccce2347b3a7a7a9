package org.conferenceid.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import jakarta.mail.Session;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Supplier;
import org.conferenceid.EventKind;
import org.conferenceid.InvalidValueException;
import org.conferenceid.invitation.Bridge;

/**
 * Whatever template an organization writes, it is refused when the design is built, by a typed
 * error that names it; or every message can be made with it, shows the ID, and lets no markup in.
 * An input is a template in UTF-8.
 */
class TemplateFuzz {
  private static final String MARKUP = "<img src=x onerror=alert(1)>";
  private static final Bridge BRIDGE = Bridge.builder().toll("+33170000000", MARKUP).build();

  @FuzzTest(maxDuration = "1m")
  void html(byte[] input) {
    String template = new String(input, StandardCharsets.UTF_8);
    check("own.html", () -> MessageDesign.builder().htmlTemplate("own.html", template).build());
  }

  @FuzzTest(maxDuration = "1m")
  void text(byte[] input) {
    String template = new String(input, StandardCharsets.UTF_8);
    check("own.txt", () -> MessageDesign.builder().textTemplate("own.txt", template).build());
  }

  private static void check(String name, Supplier<MessageDesign> builder) {
    MessageDesign design;
    try {
      design = builder.get();
    } catch (InvalidValueException refused) {
      assertThat(refused.field()).isEqualTo("template " + name);
      return;
    }
    try (MailNotifier notifier =
        MailNotifier.builder(Session.getInstance(new Properties()))
            .from("conferencing@example.org")
            .design(design)
            .build()) {
      for (EventKind kind : Sample.kinds()) {
        RenderedMessage message =
            notifier.preview(Messages.of(kind, MARKUP, Locale.FRENCH, BRIDGE));
        assertThat(message.html()).doesNotContain(MARKUP);
        if (kind != EventKind.DISABLED) {
          assertThat(message.html()).containsAnyOf("483\u00a09201", "4839201");
          assertThat(message.text()).containsAnyOf("483 9201", "4839201");
        }
      }
    }
  }
}
