namespace Voxopsy.Tensors.Managed.Kernels;

/// <summary>How a product is cut into items and blocks: by its sizes alone, never by the number of threads.</summary>
/// <param name="Rows">Rows of an item.</param>
/// <param name="RowItems">Items that the rows make.</param>
/// <param name="Columns">Columns of an item, a whole number of tiles unless there are fewer columns.</param>
/// <param name="ColumnItems">Items that the columns make.</param>
internal readonly record struct Partition(int Rows, int RowItems, int Columns, int ColumnItems)
{
    /// <summary>Columns of the widest tile; items are whole multiples, so that only the last has a narrow tile.</summary>
    internal const int TileColumns = 48;

    /// <summary>The depth of a block: B (depth × tile) stays in the first-level cache, A (rows × depth) in the second.</summary>
    internal const int BlockDepth = 192;

    private const int MostColumns = 10 * TileColumns;
    private const int LeastColumns = 3 * TileColumns;
    private const int LeastRows = 128;
    private const int EnoughItems = 8;

    /// <summary>Cuts rows × columns so that a few threads find work, without making the blocks so small that moving them costs more than multiplying.</summary>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="columns">Columns of the result.</param>
    /// <param name="products">Independent products of that size.</param>
    internal static Partition Of(int rows, int columns, int products)
    {
        int wanted = (EnoughItems + products - 1) / products;
        int width = (int)(((((long)columns + wanted - 1) / wanted) + TileColumns - 1) / TileColumns * TileColumns);
        width = Math.Clamp(width, LeastColumns, MostColumns);
        int columnItems = (columns + width - 1) / width;

        // Each item gathers its columns anew, so few columns need many rows to be worth it.
        int leastRows = columns <= 2 * TileColumns ? 2 * LeastRows : LeastRows;
        int rowItems = Math.Clamp((wanted + columnItems - 1) / columnItems, 1, Math.Max(1, rows / leastRows));
        int height = ((rows + rowItems - 1) / rowItems + 7) / 8 * 8;
        return new Partition(height, (rows + height - 1) / height, width, columnItems);
    }

    /// <summary>The depth of the blocks of a sum over <paramref name="depth"/> whose natural unit, such as the taps of one channel, is <paramref name="unit"/>.</summary>
    internal static int DepthOf(int depth, int unit)
    {
        int block = unit <= BlockDepth + 32 ? (BlockDepth + 32) / unit * unit : BlockDepth;
        return Math.Min(depth, block);
    }
}
