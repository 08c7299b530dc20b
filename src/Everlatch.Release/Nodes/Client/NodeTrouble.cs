namespace Everlatch.Release.Nodes.Client;

/// <summary>Why a node did not do what it was told.</summary>
public enum NodeTrouble
{
    /// <summary>It does not answer. Whether it did it is not known; orders can be given again.</summary>
    Unreachable,

    /// <summary>It refuses, and changed nothing.</summary>
    Refused,

    /// <summary>Its machine is at fault: a full disk, a program that cannot be started.</summary>
    Faulted,
}
