using System.Diagnostics.CodeAnalysis;

namespace Everlatch.Identity.Users;

/// <summary>A person's name: 1 to 200 characters on one line, whatever the script.</summary>
internal static class PersonName
{
    private const int MaxLength = 200;

    /// <summary>Trims a name; false when nothing or too much is left, or it has control characters or broken Unicode.</summary>
    public static bool TryParse(string? input, [NotNullWhen(true)] out string? name)
    {
        name = input?.Trim();
        return name is { Length: > 0 and <= MaxLength } && !name.Any(char.IsControl) && IsUnicode(name);
    }

    private static bool IsUnicode(string text)
    {
        for (var i = 0; i < text.Length; i += char.IsSurrogatePair(text, i) ? 2 : 1)
        {
            if (char.IsSurrogate(text[i]) && !char.IsSurrogatePair(text, i))
            {
                return false;
            }
        }

        return true;
    }
}
