namespace Everlatch.Schema.Gate;

/// <summary>
/// Faults that said the schema does not fit while a look at it said that it does. Not safe for several threads at once.
/// </summary>
/// <remarks>
/// Then a statement and the contract disagree, and which is right nobody can tell. A known fault does not close the gate again:
/// one broken statement costs its own callers an error and not everybody. Each new one closes it, for twice as long as the one
/// before: a server on which everything fails stays away.
/// </remarks>
internal sealed class Contradictions
{
    private const int Bound = 64;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly HashSet<(string Code, string Message)> known = [];

    /// <summary>Whether a look has contradicted this fault.</summary>
    public bool Knows(Mismatch mismatch) => known.Contains((mismatch.Code, mismatch.Message));

    /// <summary>Notes a contradiction, and says how long the server is to stay away for it.</summary>
    public TimeSpan Add(Mismatch mismatch)
    {
        var hold = First * Math.Pow(2, Math.Min(known.Count, 10));
        if (known.Count < Bound)
        {
            known.Add((mismatch.Code, mismatch.Message));
        }

        return hold < Longest ? hold : Longest;
    }

    /// <summary>Forgets all: the schema was seen not to fit, so the faults may have been right.</summary>
    public void Clear() => known.Clear();
}
