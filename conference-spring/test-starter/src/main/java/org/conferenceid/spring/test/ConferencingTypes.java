package org.conferenceid.spring.test;

import java.util.Set;
import org.conferenceid.ConferenceListener;
import org.conferenceid.attendant.CallListener;
import org.conferenceid.spring.AudioConferencingCustomizer;
import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;

/** Which of the application's components a slice finds. */
final class ConferencingTypes
    extends StandardAnnotationCustomizableTypeExcludeFilter<ConferencingTest> {

  ConferencingTypes(Class<?> testClass) {
    super(testClass);
  }

  @Override
  protected Set<Class<?>> getKnownIncludes() {
    return Set.of(ConferenceListener.class, CallListener.class, AudioConferencingCustomizer.class);
  }
}
