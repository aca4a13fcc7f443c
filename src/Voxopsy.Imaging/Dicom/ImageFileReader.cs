using System.Globalization;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Dicom;

/// <summary>Takes from a DICOM header what assembling a series needs; single-frame and enhanced images alike.</summary>
internal static class ImageFileReader
{
    private static readonly (string Name, DicomTag Tag, DicomTag? Group)[] SeparatingElements =
    [
        ("TemporalPositionIdentifier", DicomTags.TemporalPositionIdentifier, null),
        ("TemporalPositionIndex", DicomTags.TemporalPositionIndex, DicomTags.FrameContentSequence),
        ("EchoNumbers", DicomTags.EchoNumbers, null),
        ("EchoTime", DicomTags.EchoTime, null),
        ("EffectiveEchoTime", DicomTags.EffectiveEchoTime, DicomTags.MrEchoSequence),
        ("DiffusionBValue", DicomTags.DiffusionBValue, DicomTags.MrDiffusionSequence),
        ("InversionTime", DicomTags.InversionTime, null),
        ("FlipAngle", DicomTags.FlipAngle, null),
        ("ComplexImageComponent", DicomTags.ComplexImageComponent, DicomTags.MrImageFrameTypeSequence),
        ("FrameType", DicomTags.FrameType, DicomTags.MrImageFrameTypeSequence),
        ("CtFrameType", DicomTags.FrameType, DicomTags.CtImageFrameTypeSequence),
        ("ImageType", DicomTags.ImageType, null),
        ("ConvolutionKernel", DicomTags.ConvolutionKernel, null),
        ("KVP", DicomTags.Kvp, null),
        ("StackID", DicomTags.StackId, DicomTags.FrameContentSequence),
        ("TriggerTime", DicomTags.TriggerTime, null),
        ("AcquisitionNumber", DicomTags.AcquisitionNumber, null),
    ];

    /// <summary>Reads the header of an image; what is wrong with it is kept as its problem, not thrown.</summary>
    internal static ImageFile Read(DicomFile file)
    {
        DicomDataset set = file.Dataset;
        PixelFormat? format = null;
        string? problem = null;
        bool hasPixels = set.Find(DicomTags.Pixels) is not null || set.Find(DicomTags.FloatPixels) is not null || set.Find(DicomTags.DoubleFloatPixels) is not null;
        IReadOnlyList<ImageFrame> frames = [];
        bool isGray = (set.Integer(DicomTags.SamplesPerPixel) ?? 1) == 1;
        try
        {
            if (hasPixels && isGray)
            {
                format = PixelFormat.Of(file);
                frames = ReadFrames(file, format);
            }
        }
        catch (DicomException fault)
        {
            problem = fault.Reason;
        }

        return new ImageFile
        {
            Path = file.Path,
            Identity = Identify(set),
            SopClassUid = set.Text(DicomTags.SopClassUid),
            SopInstanceUid = set.Text(DicomTags.SopInstanceUid),
            ImageType = set.Texts(DicomTags.ImageType),
            Photometric = set.Text(DicomTags.PhotometricInterpretation),
            SamplesPerPixel = set.Integer(DicomTags.SamplesPerPixel) ?? 1,
            Format = format,
            Problem = problem,
            HasBurnedInText = set.Text(DicomTags.BurnedInAnnotation).Equals("YES", StringComparison.OrdinalIgnoreCase),
            Syntax = file.Syntax,
            Remarks = [.. file.Remarks, .. TextRemarks(set)],
            Frames = frames,
        };
    }

    /// <summary>Who and what the data set belongs to.</summary>
    internal static SeriesIdentity Identify(DicomDataset set) => new()
    {
        PatientId = set.Text(DicomTags.PatientId),
        PatientName = set.Text(DicomTags.PatientName),
        BirthDate = set.Text(DicomTags.PatientBirthDate),
        StudyUid = set.Text(DicomTags.StudyInstanceUid),
        SeriesUid = set.Text(DicomTags.SeriesInstanceUid),
        FrameOfReferenceUid = set.Text(DicomTags.FrameOfReferenceUid),
        Modality = set.Text(DicomTags.Modality),
        SeriesNumber = set.Text(DicomTags.SeriesNumber),
        Description = set.Text(DicomTags.SeriesDescription),
        Protocol = set.Text(DicomTags.ProtocolName),
        ContrastAgent = set.Text(DicomTags.ContrastBolusAgent),
        StudyDate = set.Text(DicomTags.StudyDate),
        Manufacturer = set.Text(DicomTags.Manufacturer),
    };

    /// <summary>Texts whose bytes have no declared meaning.</summary>
    internal static IEnumerable<string> TextRemarks(DicomDataset set)
    {
        if (set.CharacterSet.Unknown.Count > 0)
        {
            yield return $"character set '{set.CharacterSet.Unknown[0]}' is not defined by the standard; its texts are kept byte by byte";
        }

        foreach (DicomTag tag in (DicomTag[])[DicomTags.PatientName, DicomTags.PatientId, DicomTags.SeriesDescription])
        {
            if (set.CharacterSet.IsPlain && set.Find(tag) is { } text && text.Value.Span.IndexOfAnyInRange((byte)0x80, (byte)0xFF) >= 0 && text.Value.Span.IndexOf((byte)0x1B) < 0)
            {
                yield return $"{DataDictionary.NameOf(tag)} has letters of a character set that the file does not declare; they are kept byte by byte";
                yield break;
            }
        }
    }

    private static ImageFrame[] ReadFrames(DicomFile file, PixelFormat format)
    {
        DicomDataset set = file.Dataset;
        string stated = set.Text(DicomTags.NumberOfFrames);
        int count = stated.Length == 0 ? 1 : set.Integer(DicomTags.NumberOfFrames) is { } number and > 0 ? number
            : throw new DicomException(file.Path, $"NumberOfFrames is '{stated}', which is not a number of frames.");
        IReadOnlyList<DicomDataset> groups = set.Items(DicomTags.PerFrameFunctionalGroupsSequence);
        if (groups.Count > 0 && groups.Count != count)
        {
            throw new DicomException(file.Path, $"it announces {count} frames but describes {groups.Count}.");
        }

        if (count > 1_000_000 || (groups.Count == 0 && count > 1 && set.Find(DicomTags.ImagePosition) is not null))
        {
            throw new DicomException(file.Path, $"it has {count} frames but one position for all of them.");
        }

        DicomDataset? shared = set.Item(DicomTags.SharedFunctionalGroupsSequence);
        ImageFrame[] frames = new ImageFrame[groups.Count == 0 && count > 1 ? 1 : count];
        for (int i = 0; i < frames.Length; i++)
        {
            frames[i] = ReadFrame(file, format, new FunctionalGroups(set, shared, groups.Count > 0 ? groups[i] : null), i);
        }

        return groups.Count == 0 && count > 1
            ? [frames[0] with { Problem = $"its {count} frames have no positions" }]
            : frames;
    }

    private static ImageFrame ReadFrame(DicomFile file, PixelFormat format, FunctionalGroups groups, int index)
    {
        double[]? position = groups.Triple(DicomTags.PlanePositionSequence, DicomTags.ImagePosition, 3, out string? problem);
        double[]? axes = groups.Triple(DicomTags.PlaneOrientationSequence, DicomTags.ImageOrientation, 6, out string? axesProblem);
        double[]? spacing = groups.Triple(DicomTags.PixelMeasuresSequence, DicomTags.PixelSpacing, 2, out string? spacingProblem);
        PatientVector row = axes is null ? default : new(axes[0], axes[1], axes[2]);
        PatientVector column = axes is null ? default : new(axes[3], axes[4], axes[5]);
        if (axes is not null && (Math.Abs(row.Length - 1) > 0.01 || Math.Abs(column.Length - 1) > 0.01 || Math.Abs(row.Dot(column)) > 0.01))
        {
            axesProblem = "ImageOrientationPatient is not two unit vectors at right angles";
        }

        if (spacing is not null && !(DicomLimits.IsDistance(spacing[0]) && DicomLimits.IsDistance(spacing[1])))
        {
            spacingProblem = string.Create(CultureInfo.InvariantCulture, $"PixelSpacing is {spacing[0]}\\{spacing[1]}, which no image has");
        }

        if (position is not null && position.Max(Math.Abs) > DicomLimits.Farthest)
        {
            problem = "ImagePositionPatient lies kilometers away";
        }

        DicomDataset? values = groups.Group(DicomTags.PixelValueTransformationSequence);
        return new ImageFrame
        {
            Path = file.Path,
            Index = index,
            Position = position is null ? default : new(position[0], position[1], position[2]),
            Row = axes is null ? default : row.Scale(1 / row.Length),
            Column = axes is null ? default : column.Scale(1 / column.Length),
            SpacingX = spacing?[1] ?? 0,
            SpacingY = spacing?[0] ?? 0,
            Thickness = groups.Number(DicomTags.PixelMeasuresSequence, DicomTags.SliceThickness),
            Transform = (values is null ? null : ModalityTransform.Of(values, file.Path, format.Kind)) ?? ModalityTransform.Of(file.Dataset, file.Path, format.Kind),
            RescaleType = values?.Text(DicomTags.RescaleType) ?? file.Dataset.Text(DicomTags.RescaleType),
            Problem = problem ?? axesProblem ?? spacingProblem,
            Separators = Separate(groups),
            Times = TimesOf(groups),
        };
    }

    private static Dictionary<string, string> Separate(FunctionalGroups groups)
    {
        Dictionary<string, string> found = [];
        foreach ((string name, DicomTag tag, DicomTag? group) in SeparatingElements)
        {
            string text = groups.Joined(group, tag);
            if (text.Length > 0)
            {
                found[name] = text;
            }
        }

        return found;
    }

    private static Dictionary<string, double> TimesOf(FunctionalGroups groups)
    {
        Dictionary<string, double> times = [];
        void Add(string name, string date, string time)
        {
            if (DicomTime.Seconds(date, time) is { } seconds)
            {
                times[name] = seconds;
            }
        }

        string moment = groups.Joined(DicomTags.FrameContentSequence, DicomTags.FrameAcquisitionDateTime);
        moment = moment.Length > 0 ? moment : groups.Joined(null, DicomTags.AcquisitionDateTime);
        Add("AcquisitionDateTime", moment.Length >= 8 ? moment[..8] : string.Empty, moment.Length > 8 ? moment[8..] : string.Empty);
        Add("AcquisitionTime", groups.Joined(null, DicomTags.AcquisitionDate), groups.Joined(null, DicomTags.AcquisitionTime));
        Add("ContentTime", groups.Joined(null, DicomTags.ContentDate), groups.Joined(null, DicomTags.ContentTime));
        return times;
    }
}
