package org.conferenceid.mail;

import com.samskivert.mustache.Escapers;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.conferenceid.EventKind;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.invitation.InvitationTexts;
import org.conferenceid.invitation.PhoneNumberFormat;
import org.conferenceid.spi.Notification;

/** Renders every kind of message once, with and without what is optional, and looks at it. */
final class DesignValidator {
  private static final List<Bridge> BRIDGES =
      List.of(
          Bridge.builder().toll("+33 1 70 00 00 00", "Paris").build(),
          Bridge.builder()
              .toll("+33 1 70 00 00 00", "Paris")
              .tollFree("+33 800 00 00 00", "France")
              .meetingUpdateLink(URI.create("https://example.org/update"))
              .build());

  private final MessageDesign design;
  private final Renderer renderer;

  private DesignValidator(MessageDesign design) {
    this.design = design;
    this.renderer =
        new Renderer(
            design, PhoneNumberFormat.asWritten(), InvitationTexts.ofDefaults(), Locale.ENGLISH);
  }

  static void check(MessageDesign design) {
    DesignValidator validator = new DesignValidator(design);
    for (EventKind kind : Sample.kinds()) {
      for (Bridge bridge : BRIDGES) {
        validator.run(Sample.of(kind, "", Locale.ENGLISH, bridge));
        validator.run(Sample.of(kind, "Sam Sample", Locale.ENGLISH, bridge));
      }
    }
  }

  private void run(Notification sample) {
    RenderedMessage message = renderer.render(sample);
    check(design.textTemplate(), message.text(), sample);
    check(design.htmlTemplate(), message.html().replace('\u00a0', ' '), sample);
  }

  private void check(MessageTemplate template, String body, Notification sample) {
    int open = body.indexOf("{{");
    if (open >= 0) {
      throw template.broken("must close its tags", body.substring(open).lines().toList().get(0));
    }
    String kind = " in the message " + sample.kind();
    if (sample.id().isPresent()) {
      if (!body.contains(Sample.ID.grouped()) && !body.contains(Sample.ID.digits())) {
        throw template.broken("must show the conference ID" + kind);
      }
      if (!sample.bridge().numbers().stream().allMatch(n -> body.contains(n.written()))) {
        throw template.broken("must show every dial-in number" + kind);
      }
    }
    Map<String, String> texts = design.texts().in(Locale.ENGLISH);
    for (int i = 1; texts.containsKey(sample.kind() + ".step." + i); i++) {
      String step = String.valueOf(texts.get(sample.kind() + ".step." + i));
      if (!body.contains(template.isHtml() ? Escapers.HTML.escape(step) : step)) {
        throw template.broken("must show every step" + kind);
      }
    }
  }
}
