package org.conferenceid.spring.web;

import org.conferenceid.attendant.Admission;
import org.conferenceid.change.ConferenceInfoResult;
import org.conferenceid.change.DisableResult;
import org.conferenceid.change.ResetResult;
import org.conferenceid.change.RevealIdResult;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Results that refuse something, which a controller returns, as problems. */
@RestControllerAdvice
final class RefusalProblems implements ResponseBodyAdvice<Object> {

  @Override
  public boolean supports(
      MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
    return true; // what is returned may be wrapped, and is looked at when it is there
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter returnType,
      MediaType selectedContentType,
      Class<? extends HttpMessageConverter<?>> selectedConverterType,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    ProblemDetail problem = body == null ? null : problem(body);
    if (problem == null) {
      return body;
    }
    if (body instanceof Admission.Throttled throttled) {
      long seconds = Math.max(1, throttled.retryAfter().plusNanos(999_999_999).toSeconds());
      response.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }
    response.setStatusCode(HttpStatus.valueOf(problem.getStatus()));
    response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    return problem;
  }

  private static @Nullable ProblemDetail problem(Object body) {
    if (body instanceof ResetResult.NotEnabled
        || body instanceof DisableResult.NotEnabled
        || body instanceof RevealIdResult.NotEnabled
        || body instanceof ConferenceInfoResult.NotEnabled) {
      return ProblemDetail.forStatusAndDetail(
          HttpStatus.NOT_FOUND, "the user is not enabled for audio conferencing");
    }
    if (body instanceof ResetResult.StaleId) {
      return ProblemDetail.forStatusAndDetail(
          HttpStatus.CONFLICT, "the ID has been changed meanwhile: look at it again");
    }
    if (body instanceof Admission.Throttled) {
      return ProblemDetail.forStatusAndDetail(
          HttpStatus.TOO_MANY_REQUESTS, "too many attempts have failed");
    }
    return null;
  }
}
