using Everlatch.Core;
using Everlatch.Directory.Entries;

namespace Everlatch.Identity.Passwords;

/// <summary>Decides whether a new password is good enough: its length, and how fast it would be guessed (zxcvbn).</summary>
public static class PasswordStrength
{
    // zxcvbn is more than quadratic in the length. A password whose beginning is strong is strong; a weak one does not become
    // guessable by what follows, so a long one is judged by its better end.
    private const int JudgedLength = 40;

    /// <summary>
    /// Reads and judges a new password; null when it is refused, with the reason in <paramref name="problem" />.
    /// </summary>
    public static PlainTextPassword? Check(
        DirectoryEnvironment environment, string? input, IEnumerable<string> personal, out Problem? problem)
    {
        if (!PlainTextPassword.TryParse(input, out var password))
        {
            problem = new Problem(
                "EL1201",
                422,
                $"A password has {PlainTextPassword.MinLength} to {PlainTextPassword.MaxLength} characters; this one does not.",
                "password");
            return null;
        }

        if (Score(password, [environment.Name, .. personal]) < environment.Settings.MinimumPasswordScore)
        {
            problem = new Problem(
                "EL1202",
                422,
                "This password would be guessed too soon. A longer one of several unrelated words is better.",
                "password");
            return null;
        }

        problem = null;
        return password;
    }

    /// <summary>From 0, guessed at once, to 4.</summary>
    internal static int Score(PlainTextPassword password, IReadOnlyCollection<string> personal)
    {
        var text = password.Text;
        var words = personal.SelectMany(Words).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return text.Length <= JudgedLength
            ? ScoreOf(text, words)
            : Math.Max(ScoreOf(text[..JudgedLength], words), ScoreOf(text[^JudgedLength..], words));
    }

    private static int ScoreOf(string text, IEnumerable<string> words) => Zxcvbn.Zxcvbn.MatchPassword(text, words).Score;

    // "ada.lovelace@example.com" is as guessable as each of its parts.
    private static IEnumerable<string> Words(string input) =>
        [
            input,
            .. input.Split(['@', '.', ' ', '-', '_', '+'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 2),
        ];
}
