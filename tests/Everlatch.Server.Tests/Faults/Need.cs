namespace Everlatch.Server.Tests.Faults;

/// <summary>What a request needs of the store.</summary>
public enum Need
{
    /// <summary>Nothing: no fault can meet it.</summary>
    Nothing,

    /// <summary>Rows. It changes none.</summary>
    Reads,

    /// <summary>Rows that change.</summary>
    Writes,
}
