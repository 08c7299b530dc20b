using System.Text.Json;

namespace Everlatch.Watch.Probes;

/// <summary>A JSON object in an answer.</summary>
internal sealed class AnswerDocument
{
    private readonly JsonElement root;

    private AnswerDocument(JsonElement root) => this.root = root;

    /// <summary>The object; null when the text is none.</summary>
    public static AnswerDocument? In(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object ? new AnswerDocument(root.Clone()) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The object in an answer.</summary>
    /// <exception cref="ProbeFailedException">There is none.</exception>
    public static AnswerDocument Of(ProbeAnswer answer) => In(answer.Body)
        ?? throw new ProbeFailedException(FailureKind.WrongAnswer, $"{answer.Step}: the answer is no JSON object.");

    /// <summary>A text member; null when there is none.</summary>
    public string? Text(string member) =>
        root.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Whether a member is <c>true</c>.</summary>
    public bool IsTrue(string member) => root.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>A text member that has to be there.</summary>
    /// <exception cref="ProbeFailedException">It is not.</exception>
    public string Required(string step, string member) => Text(member) is { Length: > 0 } text
        ? text
        : throw new ProbeFailedException(FailureKind.WrongAnswer, $"{step}: the answer has no {member}.");
}
