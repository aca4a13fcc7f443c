using System.Globalization;

namespace Voxopsy.Imaging.Dicom;

/// <summary>Decides whether a stack of slices is a volume.</summary>
internal static class StackJudge
{
    internal static AssembledSeries Judge(SeriesAssembler.Plane plane, SliceStack stack, IReadOnlyList<SeriesRemark> before, AssemblyOptions options)
    {
        List<SeriesRemark> remarks = [.. before];
        int count = stack.Frames.Count;
        bool isPartOfMixture = remarks.Exists(remark => remark.Finding is SeriesFinding.MixedOrientation or SeriesFinding.MixedSize);
        AssembledSeries series = new()
        {
            Identity = plane.Files[0].Identity,
            Part = plane.Label,
            Outcome = SeriesOutcome.Refused,
            Files = [.. plane.Files.Select(file => file.Path)],
            InstanceUids = [.. plane.Files.Select(file => file.SopInstanceUid)],
            SopClassUid = plane.Files[0].SopClassUid,
            Syntax = plane.Files[0].Syntax,
            Frames = stack.Frames,
            Rows = plane.Format.Rows,
            Columns = plane.Format.Columns,
            SlicePositions = stack.Positions,
            StartSeconds = FrameSeparator.Separated.Start(stack.Frames),
        };

        if ((double)plane.Format.Columns * plane.Format.Rows * count > Array.MaxLength)
        {
            return Refused(SeriesFinding.UnusableImage, $"{plane.Format.Columns}x{plane.Format.Rows}x{count} voxels are more than one volume can hold");
        }

        if (isPartOfMixture && count < 3)
        {
            return Refused(SeriesFinding.Localizer, $"{count} image(s) of one orientation in a series of several: a localizer, not a volume") with { Outcome = SeriesOutcome.SetAside };
        }

        if (count == 1)
        {
            double spacing = stack.Frames[0].Thickness ?? 0;
            return !DicomLimits.IsDistance(spacing) ? Refused(SeriesFinding.SingleSlice, "one image without a slice thickness is not a volume")
                : series with
                {
                    Outcome = SeriesOutcome.Volume,
                    AcquiredGrid = stack.ToGrid(plane.Format.Columns, plane.Format.Rows, spacing),
                    Remarks = [.. remarks, new(SeriesFinding.SingleSlice, string.Create(CultureInfo.InvariantCulture, $"a single slice; its thickness of {spacing:0.###} mm stands for the spacing"))],
                };
        }

        if (!stack.IsStraight)
        {
            return Refused(SeriesFinding.ScatteredSlices, string.Create(CultureInfo.InvariantCulture, $"slices lie up to {stack.Scatter:0.##} mm beside the line through the stack"));
        }

        double tilt = stack.TiltDegrees;
        series = series with { TiltDegrees = tilt };
        if (tilt > 0)
        {
            bool straighten = options.Tilt == IrregularSlices.Straighten;
            remarks.Add(new(SeriesFinding.GantryTilt, string.Create(CultureInfo.InvariantCulture, $"the stack runs {tilt:0.0#} degrees off the normal of its slices: a tilted gantry; distances taken as if it were rectangular would be wrong")
                + (options.Tilt == IrregularSlices.Refuse ? "; --tilt straighten shears it back by interpolation, --tilt keep writes the sheared grid" : straighten ? "; sheared back by linear interpolation within the slices (--tilt straighten)" : "; written with its sheared grid (--tilt keep)")));
        }

        if (!stack.IsEven)
        {
            string steps = string.Create(CultureInfo.InvariantCulture, $"steps run from {stack.Steps().Min():0.###} to {stack.Steps().Max():0.###} mm");
            string? gaps = stack.DescribeGaps();
            string remedy = options.Uneven == IrregularSlices.Straighten ? "; interpolated onto even steps (--uneven straighten)" : "; get the missing slices, or --uneven straighten interpolates onto even steps";
            remarks.Add(gaps is null ? new(SeriesFinding.UnevenSpacing, steps + remedy) : new(SeriesFinding.MissingSlice, $"{gaps} ({steps}){remedy}"));
        }
        else
        {
            series = series with { AcquiredGrid = stack.ToGrid(plane.Format.Columns, plane.Format.Rows, 0) };
        }

        bool refused = (tilt > 0 && options.Tilt == IrregularSlices.Refuse) || (!stack.IsEven && options.Uneven != IrregularSlices.Straighten);
        bool straightened = !refused && (!stack.IsEven || (tilt > 0 && options.Tilt == IrregularSlices.Straighten));
        if (straightened)
        {
            remarks.Add(new(SeriesFinding.Straightened, "voxels are interpolated, not as acquired"));
        }

        return series with { Outcome = refused ? SeriesOutcome.Refused : SeriesOutcome.Volume, Remarks = remarks };

        AssembledSeries Refused(SeriesFinding finding, string text) => series with { Remarks = [.. remarks, new(finding, text)] };
    }
}
