namespace Everlatch.Storage;

/// <summary>The store refused a row: a duplicate, or a reference to something that is not there.</summary>
public sealed class ConstraintException : Exception
{
    /// <summary>A refusal of the named statement.</summary>
    public ConstraintException(string statement, Exception inner)
        : base($"'{statement}' was refused by a constraint.", inner) => Statement = statement;

    /// <summary>The statement's name; never its arguments.</summary>
    public string Statement { get; }
}
