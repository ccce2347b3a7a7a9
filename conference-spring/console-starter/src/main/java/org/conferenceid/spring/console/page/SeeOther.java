package org.conferenceid.spring.console.page;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/**
 * The answer to each form: 303, so that going back or reloading sends nothing again.
 *
 * @since 0.1.0
 */
public final class SeeOther {
  private SeeOther() {}

  /**
   * Leads to a page.
   *
   * @param path its path without the application's own, with where the console is mounted
   * @return the redirect
   */
  public static View at(String path) {
    RedirectView view = new RedirectView(path, /* contextRelative= */ true);
    view.setStatusCode(HttpStatus.SEE_OTHER);
    view.setExposeModelAttributes(false);
    return view;
  }
}
