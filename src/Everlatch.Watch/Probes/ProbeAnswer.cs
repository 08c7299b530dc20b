namespace Everlatch.Watch.Probes;

/// <summary>An answer, read to its end.</summary>
/// <param name="Step">What the request was for.</param>
/// <param name="Status">The status.</param>
/// <param name="Location">Where it leads; null when nowhere.</param>
/// <param name="Body">The text.</param>
internal sealed record ProbeAnswer(string Step, int Status, Uri? Location, string Body)
{
    /// <summary>The answer, if it is one that was expected.</summary>
    /// <exception cref="ProbeFailedException">It is another one.</exception>
    public ProbeAnswer Expect(params ReadOnlySpan<int> statuses) => statuses.Contains(Status)
        ? this
        : throw new ProbeFailedException(
            Status switch { >= 500 => FailureKind.Fault, >= 400 => FailureKind.Refused, _ => FailureKind.WrongAnswer },
            $"{Step}: {string.Join(" or ", statuses.ToArray())} was expected, the answer is {Status}{Why()}.");

    // An error id, or the code of OAuth: nothing else of an answer is shown.
    private string Why()
    {
        foreach (var member in (string[])["id", "error"])
        {
            if (AnswerDocument.In(Body)?.Text(member) is { Length: > 0 and <= 64 } code && code.All(IsOfCode))
            {
                return $" ({code})";
            }
        }

        return "";
    }

    private static bool IsOfCode(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';
}
