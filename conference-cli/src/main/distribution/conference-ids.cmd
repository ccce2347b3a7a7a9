@echo off
rem Runs the program with the Java of JAVA_HOME or, without one, that of the path. CONFERENCE_IDS_OPTS is handed to Java.
setlocal
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC %CONFERENCE_IDS_OPTS% -jar "%~dp0..\lib\conference-ids.jar" %*
exit /b %ERRORLEVEL%
