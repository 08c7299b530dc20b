namespace Everlatch.Fuzz;

/// <summary>A parser took an input and made something of it that it says it never makes.</summary>
internal sealed class BrokenPromiseException() : Exception("A parser broke its promise.");
