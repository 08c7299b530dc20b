using System.Globalization;

namespace Everlatch.Server.Pages.Layout;

/// <summary>The letter that stands for a name where there is no logo.</summary>
internal static class Monogram
{
    /// <summary>The first text element, in upper case: not a char, because a name may begin outside the basic plane.</summary>
    public static string Of(string name, CultureInfo culture) => StringInfo.GetNextTextElement(name.Trim()).ToUpper(culture);
}
