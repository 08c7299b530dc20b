namespace Everlatch.Bench.Faults;

/// <summary>What the load does, each at its own rate.</summary>
internal enum Flow
{
    /// <summary>Discovery and keys.</summary>
    Documents,

    /// <summary>Tokens of machines.</summary>
    Machine,

    /// <summary>Whether a token counts.</summary>
    Introspection,

    /// <summary>Who a token is about.</summary>
    Userinfo,

    /// <summary>A known user with a password, through the hosted page.</summary>
    SignIn,

    /// <summary>Applications, each family in a chain of its own.</summary>
    Refresh,

    /// <summary>Users that the management API makes.</summary>
    Write,

    /// <summary>The sign-in page of a customer's own domain.</summary>
    Domain,

    /// <summary>Machines of the other region at this one's edges.</summary>
    UsAtEu,

    /// <summary>Machines of this region at the other one's edge.</summary>
    EuAtUs,
}
