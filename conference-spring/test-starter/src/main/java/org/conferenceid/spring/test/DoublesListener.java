package org.conferenceid.spring.test;

import org.conferenceid.delivery.NotificationDispatcher;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.RecordingNotifier;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** Empties the doubles before each test: the application is shared by tests. */
final class DoublesListener implements TestExecutionListener {

  @Override
  public void beforeTestMethod(TestContext test) {
    if (!MergedAnnotations.from(
            test.getTestClass(), MergedAnnotations.SearchStrategy.TYPE_HIERARCHY)
        .isPresent(InMemoryConferencing.class)) {
      return;
    }
    BeanFactory beans = test.getApplicationContext();
    NotificationDispatcher dispatcher = beans.getBean(NotificationDispatcher.class);
    boolean running = dispatcher.status().isRunning();
    dispatcher.stop(); // or it would record what the test before has left
    beans.getBean(InMemoryConferenceStore.class).clear();
    beans.getBean(RecordingNotifier.class).clear();
    if (running) {
      dispatcher.start();
    }
  }
}
