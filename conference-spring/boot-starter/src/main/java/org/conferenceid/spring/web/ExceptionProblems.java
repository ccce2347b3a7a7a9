package org.conferenceid.spring.web;

import org.conferenceid.InvalidValueException;
import org.conferenceid.StaticIdException;
import org.conferenceid.StoreException;
import org.conferenceid.capacity.IdsExhaustedException;
import org.conferenceid.change.IdempotencyKeyReusedException;
import org.conferenceid.change.NotEnabledException;
import org.conferenceid.change.StaleIdException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** The library's exceptions as problems. After the application's own handlers. */
@RestControllerAdvice
@Order
final class ExceptionProblems {

  @ExceptionHandler
  ProblemDetail invalid(InvalidValueException e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail chosen(StaticIdException e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail notEnabled(NotEnabledException e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail stale(StaleIdException e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail keyReused(IdempotencyKeyReusedException e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail exhausted(IdsExhaustedException e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, e.getMessage());
  }

  /** Without the message: it tells of the database. */
  @ExceptionHandler
  ProblemDetail unusable(StoreException e) {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.SERVICE_UNAVAILABLE,
        "conference IDs cannot be read or changed now; repeat the request with the same"
            + " idempotency key");
  }
}
