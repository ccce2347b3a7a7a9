package org.conferenceid.examples.adminconsole;

import java.security.Principal;
import java.util.Arrays;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The pages before the console: who can log in, and where to click. */
@Controller
class StartPages {

  @GetMapping("/login")
  String logIn(Model model) {
    model.addAttribute("logIns", LogIn.values());
    return "example/log-in";
  }

  @GetMapping("/")
  String start(Principal person, Model model) {
    LogIn logIn =
        Arrays.stream(LogIn.values())
            .filter(one -> one.user().equals(person.getName()))
            .findFirst()
            .orElseThrow();
    model.addAttribute("user", logIn.user());
    model.addAttribute("explanation", logIn.explanation());
    model.addAttribute("administrator", logIn != LogIn.ORGANIZER);
    return "example/start";
  }
}
