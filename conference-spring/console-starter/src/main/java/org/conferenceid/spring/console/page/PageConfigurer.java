package org.conferenceid.spring.console.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.conferenceid.spring.console.ConsoleRole;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.HandlerTypePredicate;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.PathMatchConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;

/**
 * Mounts the pages, and lets nobody see one who may not.
 *
 * @since 0.1.0
 */
public final class PageConfigurer implements WebMvcConfigurer {
  private final String path;
  private final Frames frames;

  /**
   * Takes what all pages share.
   *
   * @param path where the console is mounted
   * @param frames makes the frame of each request
   */
  public PageConfigurer(String path, Frames frames) {
    this.path = path;
    this.frames = frames;
  }

  @Override
  public void configurePathMatch(PathMatchConfigurer configurer) {
    configurer.addPathPrefix(path, HandlerTypePredicate.forAnnotation(ConsolePages.class));
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new Gate()).addPathPatterns(path, path + "/**");
  }

  /** Before each page: its frame, the reader's language, and whether the reader may see it. */
  private final class Gate implements HandlerInterceptor {

    @Override
    public boolean preHandle(
        HttpServletRequest request, HttpServletResponse response, Object handler) {
      if (!(handler instanceof HandlerMethod page)) {
        return true; // a file
      }
      Frame frame = frames.of(request);
      request.setAttribute(Frame.NAME, frame);
      request.setAttribute(
          DispatcherServlet.LOCALE_RESOLVER_ATTRIBUTE, new FixedLocaleResolver(frame.language()));
      if (!page.hasMethodAnnotation(ForEverybody.class) && !frame.may(needed(page, request))) {
        throw new AccessDeniedException("The page needs another role");
      }
      return true;
    }

    private ConsoleRole needed(HandlerMethod page, HttpServletRequest request) {
      Requires requires = page.getMethodAnnotation(Requires.class);
      if (requires != null) {
        return requires.value();
      }
      return HttpMethod.GET.matches(request.getMethod())
              || HttpMethod.HEAD.matches(request.getMethod())
          ? ConsoleRole.VIEW
          : ConsoleRole.OPERATE;
    }
  }
}
