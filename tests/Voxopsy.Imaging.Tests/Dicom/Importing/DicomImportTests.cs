using System.Text;
using Voxopsy.Imaging.Deidentification;
using Voxopsy.Imaging.Dicom;
using Voxopsy.Imaging.Dicom.Importing;
using static Voxopsy.Imaging.Tests.Dicom.SampleDicom;

namespace Voxopsy.Imaging.Tests.Dicom.Importing;

public sealed class DicomImportTests
{
    /// <summary>Words that stand for a patient, hidden in every place that a file has.</summary>
    private static readonly string[] Secrets = ["Doe^", "SECRET", "王", "19500102", "ID-77", "1.2.3.4", "Elm Street"];

    [Fact]
    public void Run_OneBrokenFileAmongGood_NamesItAndGoesOn()
    {
        using ScratchFolder source = new();
        using ScratchFolder target = new();
        WriteSeries(source);
        File.WriteAllText(source.File("notes.txt"), "nothing");
        File.WriteAllBytes(source.File("cut.dcm"), Encode(Slice(9, 0, series: "1.2.3.5"))[..700]);

        ImportResult result = Import(source, target);

        ImportRow row = Assert.Single(result.Rows);
        Assert.Equal(("volume", "portal venous"), (row.Status, row.Phase.Name));
        Assert.Equal(["cut.dcm", "notes.txt"], result.Refused.Select(file => file.Path));
        Assert.True(File.Exists(target.File(row.File)));
        Assert.Equal(2, File.ReadAllLines(target.File("series.csv")).Length);
        Assert.Equal(VolumeReader.Read(target.File(row.File)).Grid.Size, row.Grid!.Size);
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(2)]
    [InlineData(20)]
    public void Run_PixelsShorterOrLongerThanTheHeaderSays_WritesNothingOfThatSeries(int more)
    {
        using ScratchFolder source = new();
        using ScratchFolder target = new();
        WriteSeries(source, "P1", slice => Bytes(slice, 0x7FE00010, DicomVr.OW, new byte[(2 * Rows * Columns) + more]));
        ImportRow row = Assert.Single(Import(source, target).Rows);

        Assert.Equal("refused", row.Status);
        Assert.Contains("bytes where", row.Remarks[^1].Text, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(target.Path, "*.nii.gz", SearchOption.AllDirectories));
    }

    [Fact]
    public void Run_LinksAndIndexFiles_AreNamedNotFollowed()
    {
        using ScratchFolder source = new();
        using ScratchFolder target = new();
        using ScratchFolder elsewhere = new();
        WriteSeries(source);
        File.WriteAllText(elsewhere.File("outside.txt"), "outside");
        Directory.CreateSymbolicLink(source.File("loop"), source.Path);
        File.CreateSymbolicLink(source.File("link"), elsewhere.File("outside.txt"));

        Assert.Equal(["link", "loop"], Import(source, target).Refused.Select(file => file.Path));
    }

    [Fact]
    public void Run_Twice_WritesTheSameBytes()
    {
        using ScratchFolder source = new();
        using ScratchFolder first = new();
        using ScratchFolder second = new();
        WriteSeries(source);
        WriteStructures(source, "1.2.3.4");
        Import(source, first);
        Import(source, second);

        string[] files = [.. Directory.EnumerateFiles(first.Path, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(first.Path, path)).Order(StringComparer.Ordinal)];
        Assert.Equal(4, files.Length);
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(first.File(file)), File.ReadAllBytes(second.File(file))));
    }

    [Theory]
    [InlineData("1.2.3.4.1", "")]
    [InlineData("1.2.3.4.0", "1 slices above")]
    [InlineData("1.2.3.4.3", "2 slices below")]
    [InlineData("", "")]
    public void Run_OutlineOnAnotherSliceThanItsImage_IsNamed(string drawnOn, string expected)
    {
        using ScratchFolder source = new();
        using ScratchFolder target = new();
        WriteSeries(source);
        WriteStructures(source, "1.2.3.4", drawnOn: drawnOn);
        ImportRow mask = Assert.Single(Import(source, target).Rows, row => row.Kind == "mask");
        string problems = File.ReadAllText(target.File("problems.csv"));

        Assert.Equal("volume", mask.Status);
        Assert.Equal(expected.Length > 0, mask.Remarks.Any(remark => remark.Text.Contains("was moved after it was drawn", StringComparison.Ordinal)));
        Assert.Contains(expected, problems, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_StructureSetOfAbsentSeries_IsRefusedByName()
    {
        using ScratchFolder source = new();
        using ScratchFolder target = new();
        WriteSeries(source);
        WriteStructures(source, "9.9.9");

        ImportRow row = Assert.Single(Import(source, target).Rows, row => row.Kind == "mask");

        Assert.Equal("refused", row.Status);
        Assert.Contains("not among the files", row.Remarks[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_StructureSetOfAnotherPatient_IsRefused()
    {
        using ScratchFolder source = new();
        using ScratchFolder target = new();
        WriteSeries(source);
        WriteStructures(source, "1.2.3.4", patient: "P2");

        Assert.Equal("refused", Assert.Single(Import(source, target).Rows, row => row.Kind == "mask").Status);
    }

    [Theory]
    [InlineData("../../../etc/passwd")]
    [InlineData("C:\\Windows\\System32")]
    [InlineData("CON")]
    [InlineData("...")]
    public void Run_PathLikeIdentifier_StaysWithinTheOutput(string patient)
    {
        using ScratchFolder source = new();
        using ScratchFolder target = new();
        WriteSeries(source, patient);
        Import(source, target);

        string volume = Assert.Single(Directory.EnumerateFiles(target.Path, "*.nii.gz", SearchOption.AllDirectories));
        Assert.Equal(3, Path.GetRelativePath(target.Path, volume).Split(Path.DirectorySeparatorChar).Length);
    }

    [Fact]
    public void SafeName_VeryLongTexts_StayShortAndDifferent()
    {
        string one = SafeName.Of(new string('a', 5000), "x");
        string two = SafeName.Of(new string('a', 5001), "x");

        Assert.InRange(one.Length, 1, 60);
        Assert.NotEqual(one, two);
        Assert.Equal("王小东-01", SafeName.Of("王小东-01", "x"));
    }

    [Fact]
    public void Run_OutputWithinTheSource_IsRefused()
    {
        using ScratchFolder source = new();

        Assert.Throws<ArgumentException>(() => DicomImport.Run(new ImportRequest { Source = source.Path, Output = source.File("out") }, null, CancellationToken.None));
    }

    [Fact]
    public void Run_Deidentified_LeavesNoTraceAndKeepsReferences()
    {
        using ScratchFolder source = new();
        using ScratchFolder target = new();
        WriteSeries(source, "ID-77", Hide);
        WriteStructures(source, "1.2.3.4", "ID-77");
        File.WriteAllText(source.File("Doe^SECRET.txt"), "not DICOM");
        IdentityMap map = IdentityMap.Create();
        ImportResult result = DicomImport.Run(new ImportRequest { Source = source.Path, Output = target.Path, Identities = map }, null, CancellationToken.None);

        foreach (string path in Directory.EnumerateFileSystemEntries(target.Path, "*", SearchOption.AllDirectories))
        {
            byte[] content = [.. Encoding.UTF8.GetBytes(Path.GetRelativePath(target.Path, path)), .. File.Exists(path) ? File.ReadAllBytes(path) : []];
            foreach (string secret in Secrets)
            {
                Assert.True(content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) < 0, $"'{secret}' is left in {Path.GetRelativePath(target.Path, path)}");
                Assert.True(content.AsSpan().IndexOf(Gb18030(secret)) < 0, $"'{secret}' (GB18030) is left in {Path.GetRelativePath(target.Path, path)}");
            }
        }

        Assert.Contains(result.Rows, row => row is { Kind: "mask", Status: "volume" });
        using ScratchFolder again = new();
        ImportResult second = DicomImport.Run(new ImportRequest { Source = target.File("dicom"), Output = again.Path }, null, CancellationToken.None);
        Assert.Equal(["image volume", "mask volume"], second.Rows.Select(row => $"{row.Kind} {row.Status}"));
        Assert.Equal(
            VolumeReader.Read(target.File(result.Rows[0].File)).Voxels.ToArray(),
            VolumeReader.Read(again.File(second.Rows[0].File)).Voxels.ToArray());
    }

    [Fact]
    public void Run_DeidentifiedWithTheSameKey_GivesTheSameIdentities()
    {
        using ScratchFolder folder = new();
        IdentityMap first = IdentityMap.Create();
        string pseudonym = first.Patient("ID-77");
        string uid = first.Uid("1.2.3.4");
        first.Save(folder.File("identities.csv"));
        IdentityMap second = IdentityMap.Load(folder.File("identities.csv"));

        Assert.Equal((pseudonym, uid), (second.Patient("ID-77"), second.Uid("1.2.3.4")));
        Assert.NotEqual(pseudonym, IdentityMap.Create().Patient("ID-77"));
        Assert.Equal("1.2.840.10008.1.2", second.Uid("1.2.840.10008.1.2"));
        Assert.Contains("patient,ID-77," + pseudonym, File.ReadAllText(folder.File("identities.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_RetainedDates_AreKeptOrShiftedByOneNumberOfDays()
    {
        SortedDictionary<uint, DicomElement> set = Slice(0, 0);
        Put(set, 0x00080020, DicomVr.DA, "20240110");
        Put(set, 0x00080022, DicomVr.DA, "20240112");
        Put(set, 0x00101010, DicomVr.AS, "061Y");
        DicomDataset dataset = new(set.Values);
        DicomDataset kept = new Deidentifier(Retained.FullDates | Retained.PatientCharacteristics, IdentityMap.Create()).Apply(dataset);
        DicomDataset shifted = new Deidentifier(Retained.ShiftedDates, IdentityMap.Create()).Apply(dataset);
        DicomDataset none = new Deidentifier(Retained.Nothing, IdentityMap.Create()).Apply(dataset);

        Assert.Equal(("20240110", "061Y"), (kept.Text(DicomTags.StudyDate), kept.Text(DicomTags.PatientAge)));
        Assert.NotEqual("20240110", shifted.Text(DicomTags.StudyDate));
        Assert.Equal(2, Day(shifted.Text(DicomTags.AcquisitionDate)).DayNumber - Day(shifted.Text(DicomTags.StudyDate)).DayNumber);
        Assert.Equal((string.Empty, string.Empty), (none.Text(DicomTags.StudyDate), none.Text(DicomTags.PatientAge)));
    }

    [Fact]
    public void Apply_BurnedInText_IsWithheldFromCopies()
    {
        using ScratchFolder source = new();
        using ScratchFolder target = new();
        WriteSeries(source, "ID-77", slice => Put(slice, 0x00280301, DicomVr.CS, "YES"));
        DicomImport.Run(new ImportRequest { Source = source.Path, Output = target.Path, Identities = IdentityMap.Create() }, null, CancellationToken.None);

        Assert.False(Directory.Exists(target.File("dicom")));
        Assert.Contains("burned-in-text", File.ReadAllText(target.File("deidentification.json")), StringComparison.Ordinal);
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);

    private static ImportResult Import(ScratchFolder source, ScratchFolder target) =>
        DicomImport.Run(new ImportRequest { Source = source.Path, Output = target.Path }, null, CancellationToken.None);

    private static void WriteSeries(ScratchFolder folder, string patient = "P1", Action<SortedDictionary<uint, DicomElement>>? change = null)
    {
        for (int i = 0; i < 4; i++)
        {
            SortedDictionary<uint, DicomElement> slice = Slice(i, 2 * i, patient);
            change?.Invoke(slice);
            File.WriteAllBytes(folder.File($"IM{i}"), Encode(slice));
        }
    }

    private static void WriteStructures(ScratchFolder folder, string series, string patient = "P1", string drawnOn = "")
    {
        SortedDictionary<uint, DicomElement> contour = [];
        Put(contour, 0x30060042, DicomVr.CS, "CLOSED_PLANAR");
        Put(contour, 0x30060046, DicomVr.IS, "4");
        Put(contour, 0x30060050, DicomVr.DS, "-9.5\\20.2\\2\\-7.5\\20.2\\2\\-7.5\\21.7\\2\\-9.5\\21.7\\2");
        if (drawnOn.Length > 0)
        {
            SortedDictionary<uint, DicomElement> drawn = [];
            Put(drawn, 0x00081155, DicomVr.UI, drawnOn);
            contour[0x30060016] = Sequence(0x30060016, drawn);
        }

        SortedDictionary<uint, DicomElement> outlines = [];
        Put(outlines, 0x30060084, DicomVr.IS, "1");
        outlines[0x30060040] = Sequence(0x30060040, contour);
        SortedDictionary<uint, DicomElement> roi = [];
        Put(roi, 0x30060022, DicomVr.IS, "1");
        Put(roi, 0x30060026, DicomVr.LO, "tumor of SECRET");
        SortedDictionary<uint, DicomElement> referenced = [];
        Put(referenced, 0x0020000E, DicomVr.UI, series);
        SortedDictionary<uint, DicomElement> study = [];
        study[0x30060014] = Sequence(0x30060014, referenced);
        SortedDictionary<uint, DicomElement> frame = [];
        frame[0x30060012] = Sequence(0x30060012, study);
        SortedDictionary<uint, DicomElement> set = [];
        Put(set, 0x00080016, DicomVr.UI, "1.2.840.10008.5.1.4.1.1.481.3");
        Put(set, 0x00080018, DicomVr.UI, "1.2.3.4.500");
        Put(set, 0x00080060, DicomVr.CS, "RTSTRUCT");
        Put(set, 0x00100010, DicomVr.PN, $"Doe^{patient}");
        Put(set, 0x00100020, DicomVr.LO, patient);
        Put(set, 0x0020000D, DicomVr.UI, "1.2.3");
        Put(set, 0x0020000E, DicomVr.UI, "1.2.3.77");
        set[0x30060010] = Sequence(0x30060010, frame);
        set[0x30060020] = Sequence(0x30060020, roi);
        set[0x30060039] = Sequence(0x30060039, outlines);
        File.WriteAllBytes(folder.File("structures"), Encode(set));
    }

    private static void Hide(SortedDictionary<uint, DicomElement> slice)
    {
        Put(slice, 0x00080005, DicomVr.CS, "GB18030");
        Bytes(slice, 0x00100010, DicomVr.PN, Gb18030("王^SECRET"));
        Bytes(slice, 0x0008103E, DicomVr.LO, Gb18030("for 王 SECRET"));
        Put(slice, 0x00100030, DicomVr.DA, "19500102");
        Put(slice, 0x00101040, DicomVr.LO, "12 Elm Street");
        Put(slice, 0x00104000, DicomVr.LT, "SECRET comment");
        Put(slice, 0x00080080, DicomVr.LO, "SECRET hospital");
        Put(slice, 0x00181400, DicomVr.LO, "SECRET device");
        Put(slice, 0x00091010, DicomVr.LO, "SECRET private");
        Put(slice, 0x00204000, DicomVr.LT, "SECRET image comment");
        Put(slice, 0x00880904, DicomVr.LO, "SECRET in an element that no table names");
        SortedDictionary<uint, DicomElement> nested = [];
        Put(nested, 0x00081155, DicomVr.UI, "1.2.3.4.0");
        Put(nested, 0x00081150, DicomVr.UI, "1.2.840.10008.5.1.4.1.1.2");
        Put(nested, 0x00100020, DicomVr.LO, "ID-77");
        Put(nested, 0x0040A160, DicomVr.UT, "nested SECRET");
        slice[0x00081140] = Sequence(0x00081140, nested);
    }
}
