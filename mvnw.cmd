@echo off
rem Runs Maven: the version named in .mvn\wrapper\maven-wrapper.properties, downloaded once; an installed Maven
rem (3.8.7 or newer) where the download is not to be had.
setlocal
set "BASE=%~dp0"
for /f "usebackq tokens=1,* delims==" %%A in ("%BASE%.mvn\wrapper\maven-wrapper.properties") do if "%%A"=="distributionUrl" set "URL=%%B"
for %%F in ("%URL:/=\%") do set "ARCHIVE=%%~nxF"
set "NAME=%ARCHIVE:-bin.zip=%"
if not defined MAVEN_USER_HOME set "MAVEN_USER_HOME=%USERPROFILE%\.m2"
set "DISTS=%MAVEN_USER_HOME%\wrapper\dists"
if exist "%DISTS%\%NAME%\bin\mvn.cmd" goto run
if not exist "%DISTS%" mkdir "%DISTS%"
curl -fsSL --connect-timeout 4 --max-time 180 -o "%DISTS%\%ARCHIVE%" "%URL%" 2>nul && tar -xf "%DISTS%\%ARCHIVE%" -C "%DISTS%" 2>nul
del "%DISTS%\%ARCHIVE%" 2>nul
if exist "%DISTS%\%NAME%\bin\mvn.cmd" goto run
where mvn >nul 2>nul
if errorlevel 1 (
	echo mvnw: %URL% cannot be downloaded and no Maven is on the PATH; install Maven 3.8.7 or newer or check the network 1>&2
	exit /b 1
)
echo mvnw: %URL% cannot be downloaded, using the installed Maven 1>&2
call mvn %*
exit /b %ERRORLEVEL%
:run
call "%DISTS%\%NAME%\bin\mvn.cmd" %*
exit /b %ERRORLEVEL%
