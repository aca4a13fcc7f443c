namespace Voxopsy.Tensors.Managed.Kernels;

/// <summary>Which rows of a tensor [batch · channels rows of volume] share a mean and a variance.</summary>
/// <param name="Items">How many means there are.</param>
/// <param name="Pieces">Rows that share one.</param>
/// <param name="ItemStep">Rows between the first rows of neighboring items.</param>
/// <param name="PieceStep">Rows between the rows of one item.</param>
/// <param name="Channels">Channels: row r belongs to channel r mod channels.</param>
/// <param name="Volume">Numbers of a row.</param>
internal readonly record struct NormLayout(int Items, int Pieces, int ItemStep, int PieceStep, int Channels, int Volume)
{
    /// <summary>All rows.</summary>
    internal int AllRows => Items * Pieces;

    /// <summary>Numbers that share a mean.</summary>
    internal double Count => (double)Pieces * Volume;

    /// <summary>Batch norm: a mean for each channel.</summary>
    internal static NormLayout Batch(int batch, int channels, int volume) => new(channels, batch, 1, channels, channels, volume);

    /// <summary>Group norm: a mean for each group of channels of each sample; instance norm has a group for each channel.</summary>
    internal static NormLayout Group(int batch, int channels, int volume, int groups) =>
        new(batch * groups, channels / groups, channels / groups, 1, channels, volume);

    /// <summary>A row of an item.</summary>
    internal int Row(int item, int piece) => (item * ItemStep) + (piece * PieceStep);
}
