namespace Everlatch.Release;

/// <summary>Something that a person has to mend before a release can be made, judged or moved: a key, a checkout …</summary>
/// <param name="id">Stable id, such as <c>EL2000</c>, that docs/errors explains.</param>
/// <param name="message">What was expected and what was found. Never a secret.</param>
/// <param name="inner">What the system said.</param>
public sealed class ReleaseException(string id, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Stable id of this kind of fault.</summary>
    public string Id => id;

    /// <summary>Whether a gate refused, and nothing is broken: exit code 3.</summary>
    public bool IsRefusal { get; init; }
}
