namespace Voxopsy.Tensors.Managed.Kernels;

/// <summary>How a matrix lies in memory.</summary>
internal enum Orientation
{
    /// <summary>Row by row, as it enters the product.</summary>
    AsIs,

    /// <summary>Its transpose lies row by row.</summary>
    Transposed,
}

/// <summary>The sizes of a product C (rows × columns) = A (rows × depth) · B (depth × columns), or of several such with matrices one after the other.</summary>
internal readonly record struct ProductShape(int Rows, int Columns, int Depth)
{
    /// <summary>How A lies in memory.</summary>
    internal Orientation A { get; init; }

    /// <summary>How B lies in memory.</summary>
    internal Orientation B { get; init; }

    /// <summary>The number of products; the matrices of each follow those of the last without a gap.</summary>
    internal int Batch { get; init; } = 1;

    /// <summary>Whether the result overwrites C or is added to it.</summary>
    internal Deposit Deposit { get; init; }
}
