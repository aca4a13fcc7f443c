namespace Voxopsy.Imaging.Dicom;

/// <summary>How one frame of gray values is stored.</summary>
internal sealed record PixelFormat(int Columns, int Rows, int BitsAllocated, int BitsStored, int HighBit, SampleKind Kind)
{
    /// <summary>Gets the bytes of one uncompressed sample.</summary>
    internal int SampleBytes => BitsAllocated / 8;

    /// <summary>Gets the bytes of one uncompressed frame.</summary>
    internal int FrameBytes => Columns * Rows * SampleBytes;

    /// <summary>Gets the pixels of one frame.</summary>
    internal int FramePixels => Columns * Rows;

    /// <summary>Reads and proves the description of the pixels (PS3.3, C.7.6.3).</summary>
    internal static PixelFormat Of(DicomFile file)
    {
        DicomDataset set = file.Dataset;
        (int columns, int rows) = (Require(DicomTags.Columns), Require(DicomTags.Rows));
        if (columns < 1 || rows < 1 || (long)columns * rows > DicomLimits.FrameVoxels)
        {
            throw new DicomException(file.Path, $"a frame of {columns}x{rows} pixels is not usable.");
        }

        if (set.Find(DicomTags.FloatPixels) is not null)
        {
            return new PixelFormat(columns, rows, 32, 32, 31, SampleKind.Float);
        }

        if (set.Find(DicomTags.DoubleFloatPixels) is not null)
        {
            return new PixelFormat(columns, rows, 64, 64, 63, SampleKind.Double);
        }

        int allocated = Require(DicomTags.BitsAllocated);
        int stored = set.Integer(DicomTags.BitsStored) ?? allocated;
        int high = set.Integer(DicomTags.HighBit) ?? (stored - 1);
        int representation = set.Integer(DicomTags.PixelRepresentation) ?? 0;
        return allocated is not (8 or 16 or 32)
            ? throw new DicomException(file.Path, $"samples of {allocated} bits allocated are not read; 8, 16 and 32 are.")
            : stored < 1 || stored > allocated || high >= allocated || high + 1 < stored
            ? throw new DicomException(file.Path, $"its bit depths contradict each other: {allocated} allocated, {stored} stored, highest bit {high}.")
            : representation is not (0 or 1)
            ? throw new DicomException(file.Path, $"PixelRepresentation is {representation}; 0 (unsigned) or 1 (signed) is defined.")
            : new PixelFormat(columns, rows, allocated, stored, high, representation == 1 ? SampleKind.Signed : SampleKind.Unsigned);

        int Require(DicomTag tag) => set.Integer(tag) ?? throw new DicomException(file.Path, $"{DataDictionary.NameOf(tag)} is missing or not a whole number.");
    }
}

/// <summary>What the bits of a sample mean.</summary>
internal enum SampleKind
{
    Unsigned,
    Signed,
    Float,
    Double,
}
