using System.Buffers;

namespace Voxopsy.Imaging.Dicom;

/// <summary>Reads the voxels of an assembled series.</summary>
public static class SeriesReader
{
    /// <summary>The volume of a series.</summary>
    /// <param name="series">A series whose outcome is <see cref="SeriesOutcome.Volume"/>.</param>
    /// <param name="options">The options it was assembled with.</param>
    /// <param name="cancellation">Stops between slices.</param>
    /// <returns>Intensities in the unit of the modality (HU for CT), on the acquired grid or, when asked for, straightened.</returns>
    /// <exception cref="ArgumentException">The series is not a volume.</exception>
    /// <exception cref="DicomException">Pixels are missing, broken, compressed unreadably or of another length than the header says.</exception>
    public static Volume Read(AssembledSeries series, AssemblyOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(options);
        if (series.Outcome != SeriesOutcome.Volume)
        {
            throw new ArgumentException($"The series is {series.Outcome}, not a volume: {string.Join("; ", series.Remarks.Select(remark => remark.Text))}", nameof(series));
        }

        float[] voxels = ReadSlices(series, cancellation);
        bool isTilted = series.TiltDegrees > 0 && options.Tilt == IrregularSlices.Straighten;
        return series.AcquiredGrid is { } grid && !isTilted ? new Volume(grid, voxels) : SliceStraightener.Straighten(series, voxels, cancellation);
    }

    /// <summary>All slices one after another by ascending position, whether or not they span a lattice.</summary>
    internal static float[] ReadSlices(AssembledSeries series, CancellationToken cancellation)
    {
        int pixels = series.Columns * series.Rows;
        float[] voxels = GC.AllocateUninitializedArray<float>(checked(pixels * series.Frames.Count));
        foreach (IGrouping<string, (ImageFrame Frame, int Slice)> file in series.Frames.Select((frame, slice) => (frame, slice)).GroupBy(pair => pair.frame.Path))
        {
            cancellation.ThrowIfCancellationRequested();
            DicomFile header = DicomFile.ReadHeader(file.Key);
            PixelFormat format = PixelFormat.Of(header);
            if (format.Columns != series.Columns || format.Rows != series.Rows)
            {
                throw new DicomException(file.Key, "it changed while the series was read.");
            }

            byte[] samples = ArrayPool<byte>.Shared.Rent(format.FrameBytes);
            try
            {
                using FrameSource source = FrameSource.Open(header, format, FrameCount(header));
                foreach ((ImageFrame frame, int slice) in file)
                {
                    Span<byte> bytes = samples.AsSpan(0, format.FrameBytes);
                    source.Read(frame.Index, bytes);
                    StoredValues.Convert(bytes, source.Order, format, frame.Transform ?? ModalityTransform.Identity, voxels.AsSpan(slice * pixels, pixels));
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(samples);
            }
        }

        return voxels;
    }

    private static int FrameCount(DicomFile file) => file.Dataset.Integer(DicomTags.NumberOfFrames) is { } count and > 0 ? count : 1;
}
