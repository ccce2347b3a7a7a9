package org.conferenceid.spring.console.callers;

import java.util.List;
import org.conferenceid.Caller;
import org.conferenceid.Lockout;
import org.conferenceid.attendant.AutoAttendant;
import org.conferenceid.spring.console.ConsoleProperties;
import org.conferenceid.spring.console.page.ConsolePages;
import org.conferenceid.spring.console.page.Frame;
import org.conferenceid.spring.console.page.Notice;
import org.conferenceid.spring.console.page.References;
import org.conferenceid.spring.console.page.References.Kind;
import org.conferenceid.spring.console.page.SeeOther;
import org.conferenceid.spring.console.page.UnknownReferenceException;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Callers who are locked out. A number is personal: it is shown in full only to those who may lift
 * its lock-out, and who need it to know whose it is.
 */
@ConsolePages
final class CallerPages {
  private static final int MAX_SHOWN = 200;
  private static final String ATTESTED = "attested ";
  private static final String PRESENTED = "presented ";

  private final AutoAttendant attendant;
  private final References references;
  private final ConsoleProperties properties;

  CallerPages(AutoAttendant attendant, References references, ConsoleProperties properties) {
    this.attendant = attendant;
    this.references = references;
    this.properties = properties;
  }

  /**
   * A caller who is locked out.
   *
   * @param reference names the caller in the form
   * @param number the number, masked for those who only look
   * @param attested whether the network vouches for it
   * @param remaining for how much longer
   * @param failures how many attempts failed
   */
  record Row(
      String reference, String number, boolean attested, Frame.Amount remaining, int failures) {}

  @GetMapping("/callers")
  String callers(@RequestAttribute(Frame.NAME) Frame frame, Model model) {
    try {
      List<Lockout> lockouts = attendant.lockouts(MAX_SHOWN);
      model.addAttribute("rows", lockouts.stream().map(lockout -> row(lockout, frame)).toList());
      model.addAttribute("more", lockouts.size() == MAX_SHOWN);
      model.addAttribute("listed", true);
    } catch (UnsupportedOperationException e) {
      model.addAttribute("rows", List.of());
      model.addAttribute("listed", false);
    }
    return "conference/callers";
  }

  private Row row(Lockout lockout, Frame frame) {
    Caller caller = lockout.caller();
    String number = caller.number().orElse("");
    return new Row(
        references.of(Kind.CALLER, (caller.isAttested() ? ATTESTED : PRESENTED) + number),
        frame.mayOperate() ? number : masked(caller),
        caller.isAttested(),
        frame.amount(lockout.remaining()),
        lockout.failures());
  }

  /** As {@code toString} shows it, without whether it is attested, which is told beside it. */
  private static String masked(Caller caller) {
    return caller.toString().split(" ", 2)[0];
  }

  @PostMapping("/callers/lift")
  View lift(@RequestParam("caller") String reference, RedirectAttributes next) {
    boolean lifted = attendant.lift(caller(reference));
    next.addFlashAttribute(
        Notice.NAME, lifted ? Notice.good("callers.lifted") : Notice.warn("callers.notLocked"));
    return SeeOther.at(properties.path() + "/callers");
  }

  private Caller caller(String reference) {
    String text =
        references.text(Kind.CALLER, reference).orElseThrow(UnknownReferenceException::new);
    return text.startsWith(ATTESTED)
        ? Caller.attested(text.substring(ATTESTED.length()))
        : Caller.of(text.substring(PRESENTED.length()));
  }
}
