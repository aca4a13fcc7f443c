using System.Collections.Immutable;

namespace Voxopsy.Statistics.Regression;

/// <summary>Columns of a model are constant or linear combinations of others, so that their coefficients are not determined.</summary>
public sealed class CollinearColumnsException : UnfittableModelException
{
    /// <summary>Names the columns that add nothing to those before them.</summary>
    /// <param name="columns">Constant columns and columns that depend on the ones before them.</param>
    /// <param name="message">What was found, and what to do.</param>
    public CollinearColumnsException(ImmutableArray<string> columns, string message)
        : base(message)
    {
        Columns = columns;
    }

    /// <summary>Gets the columns to leave out.</summary>
    public ImmutableArray<string> Columns { get; }
}
