package org.conferenceid.spring.console.errors;

import jakarta.servlet.http.HttpServletResponse;
import org.conferenceid.InvalidValueException;
import org.conferenceid.StoreException;
import org.conferenceid.change.IdempotencyKeyReusedException;
import org.conferenceid.spring.console.page.ConsolePages;
import org.conferenceid.spring.console.page.ForEverybody;
import org.conferenceid.spring.console.page.UnknownReferenceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.ui.Model;
import org.springframework.validation.BindException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.ModelAndView;

/**
 * Pages that say what went wrong, what was not done, and where to go on. They never show what an
 * exception says.
 *
 * @since 0.1.0
 */
@ConsolePages
@ControllerAdvice(annotations = ConsolePages.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class ErrorPages {
  private static final Logger log = LoggerFactory.getLogger("org.conferenceid.spring.console");

  ErrorPages() {}

  @GetMapping("/session-ended")
  @ForEverybody
  String sessionEnded(Model model) {
    model.addAttribute("problem", "sessionEnded");
    return "conference/error";
  }

  @GetMapping("/file-refused")
  @ForEverybody
  String fileRefused(Model model) {
    model.addAttribute("problem", "fileRefused");
    return "conference/error";
  }

  @GetMapping("/**")
  @ForEverybody
  ModelAndView notFound() {
    return page(HttpStatus.NOT_FOUND, "notFound");
  }

  @ExceptionHandler(AccessDeniedException.class)
  ModelAndView forbidden() {
    return page(HttpStatus.FORBIDDEN, "forbidden");
  }

  @ExceptionHandler(UnknownReferenceException.class)
  ModelAndView unknownReference() {
    return page(HttpStatus.NOT_FOUND, "unknownReference");
  }

  @ExceptionHandler(MultipartException.class)
  ModelAndView fileTooLarge() {
    return page(HttpStatus.CONTENT_TOO_LARGE, "fileRefused");
  }

  @ExceptionHandler({
    InvalidValueException.class,
    BindException.class,
    ServletRequestBindingException.class,
    MethodArgumentTypeMismatchException.class
  })
  ModelAndView badRequest() {
    return page(HttpStatus.BAD_REQUEST, "badRequest");
  }

  @ExceptionHandler(IdempotencyKeyReusedException.class)
  ModelAndView keyReused() {
    return page(HttpStatus.CONFLICT, "keyReused");
  }

  @ExceptionHandler(StoreException.class)
  ModelAndView storeAway(StoreException problem) {
    log.warn("The store cannot be used", problem);
    return page(HttpStatus.SERVICE_UNAVAILABLE, "storeAway");
  }

  @ExceptionHandler(Throwable.class)
  ModelAndView failed(Throwable problem, HttpServletResponse response) {
    log.error("A page failed", problem);
    return page(HttpStatus.INTERNAL_SERVER_ERROR, "failed");
  }

  private static ModelAndView page(HttpStatus status, String problem) {
    ModelAndView page = new ModelAndView("conference/error", status);
    page.addObject("problem", problem);
    return page;
  }
}
