namespace Everlatch.Testing.Processes;

/// <summary>The browser that tests drive.</summary>
public static class Chromium
{
    /// <summary>Chromium without the windows, menus and extensions around its pages, which take most of its time.</summary>
    public const string Path = "/usr/bin/chromium-headless-shell";
}
