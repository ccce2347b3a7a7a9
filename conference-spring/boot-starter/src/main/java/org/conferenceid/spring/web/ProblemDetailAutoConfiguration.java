package org.conferenceid.spring.web;

import org.conferenceid.AudioConferencing;
import org.conferenceid.spring.AudioConferencingAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Answers with a problem (RFC 9457) where the library refuses or fails, if the application asks for
 * it by {@code conference.web.problem-details=true}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = AudioConferencingAutoConfiguration.class)
@ConditionalOnClass(ResponseBodyAdvice.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(AudioConferencing.class)
@ConditionalOnProperty("conference.web.problem-details")
public final class ProblemDetailAutoConfiguration {
  ProblemDetailAutoConfiguration() {}

  @Bean
  ExceptionProblems conferenceExceptionProblems() {
    return new ExceptionProblems();
  }

  @Bean
  RefusalProblems conferenceRefusalProblems() {
    return new RefusalProblems();
  }
}
