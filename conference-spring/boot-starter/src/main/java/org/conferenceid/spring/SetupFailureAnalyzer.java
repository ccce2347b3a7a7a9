package org.conferenceid.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints what is wrong and what to do, in place of a stack trace. */
final class SetupFailureAnalyzer extends AbstractFailureAnalyzer<ConferenceSetupException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, ConferenceSetupException cause) {
    return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
  }
}
