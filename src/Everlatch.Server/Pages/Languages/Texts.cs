using System.Globalization;
using System.Resources;

namespace Everlatch.Server.Pages.Languages;

/// <summary>The words of the pages in one language, from the resource files beside this one.</summary>
internal sealed class Texts(Language language)
{
    private static readonly ResourceManager Resources = new(typeof(Texts));

    /// <summary>The language.</summary>
    public Language Language => language;

    /// <summary>The text of a key, with numbers and times written as the language writes them.</summary>
    /// <exception cref="MissingManifestResourceException">No such key; a test finds it before a person does.</exception>
    public string this[string key, params object[] arguments] =>
        arguments is [] ? Find(key) : string.Format(language.Culture, Find(key), [.. arguments.Select(Say)]);

    /// <summary>Whether there is a text with this key.</summary>
    public static bool Has(string key) => Resources.GetString(key, Language.English.Culture) is not null;

    /// <summary>A text that counts: <paramref name="key" /> ends in <c>.One</c> or <c>.Other</c> in the files.</summary>
    public string Count(string key, long number) => this[key + (number == 1 ? ".One" : ".Other"), number];

    /// <summary>A day, such as 23 November 2026.</summary>
    public string Date(DateTimeOffset time) => time.UtcDateTime.ToString(this["Time.DateFormat"], language.Culture);

    /// <summary>A day and time in UTC, which is said: the server does not know a person's time zone.</summary>
    public string DateAndTime(DateTimeOffset time) =>
        string.Create(CultureInfo.InvariantCulture, $"{Date(time)}, {time.UtcDateTime:HH:mm} UTC");

    private object Say(object argument) => argument is TimeSpan wait ? this.Wait(wait) : argument;

    private string Find(string key) =>
        Resources.GetString(key, language.Culture)
        ?? throw new MissingManifestResourceException($"The pages have no text called '{key}'.");
}
