using System.Collections.Immutable;
using System.Globalization;

namespace Everlatch.Server.Pages.Languages;

/// <summary>A language that the pages speak. Each has a resource file, and a test compares their keys.</summary>
/// <param name="Tag">BCP 47 tag, as in the <c>lang</c> attribute.</param>
/// <param name="NativeName">What its speakers call it.</param>
internal sealed record Language(string Tag, string NativeName)
{
    /// <summary>Spoken where a person asks for none of the others.</summary>
    public static readonly Language English = new("en", "English");

    /// <summary>German.</summary>
    public static readonly Language German = new("de", "Deutsch");

    /// <summary>All of them, in the order in which they are offered.</summary>
    public static readonly ImmutableArray<Language> All = [English, German];

    /// <summary>How numbers, dates and times are written.</summary>
    public CultureInfo Culture { get; } = CultureInfo.GetCultureInfo(Tag);

    /// <summary>The language of a tag such as <c>de</c> or <c>de-AT</c>; null when it is not spoken here.</summary>
    public static Language? Find(string? tag)
    {
        var primary = tag?.Split('-', 2)[0];
        return All.FirstOrDefault(language => language.Tag.Equals(primary, StringComparison.OrdinalIgnoreCase));
    }
}
