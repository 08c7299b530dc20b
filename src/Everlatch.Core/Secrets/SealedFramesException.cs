namespace Everlatch.Core.Secrets;

/// <summary>A file of sealed frames is not to be trusted from some place on.</summary>
/// <param name="because">Why, as the end of a sentence: "it is refused: …".</param>
public sealed class SealedFramesException(string because) : Exception($"The file is refused: {because}.")
{
    /// <summary>Why, as the end of a sentence.</summary>
    public string Because => because;
}
