using System.Globalization;
using System.Text;
using Voxopsy.Imaging.Deidentification;
using Voxopsy.Imaging.Dicom;
using static Voxopsy.Imaging.Tests.Dicom.SampleDicom;

namespace Voxopsy.Imaging.Tests.Dicom.Importing;

public sealed class ConfidentialityProfileTests
{
    private const string Secret = "20240102";

    [Fact]
    public void Table_HoldsEveryAttributeOfTheStandard()
    {
        Assert.Equal(621, ConfidentialityTable.All.Count);
        Assert.All(ConfidentialityTable.All, row => Assert.Contains(row.Value.Code, (string[])["X", "Z", "D", "U", "X/Z", "X/D", "Z/D", "X/Z/D", "X/Z/U*"]));
        Assert.Equal("X/Z/D", ConfidentialityTable.All["00080080"].Code);
        Assert.Equal(Retained.PatientCharacteristics, ConfidentialityTable.All["00101030"].Options);
    }

    [Fact]
    public void Apply_EveryAttributeOfTheTable_MeetsItsActionAtEveryDepth()
    {
        foreach ((uint tag, ConfidentialityEntry entry) in Attributes())
        {
            DicomDataset treated = Treat(tag, Retained.Nothing);
            DicomDataset inner = treated.Find(DicomTag.Of(0x00081115))!.Items![0];
            foreach (DicomDataset set in (ReadOnlySpan<DicomDataset>)[treated, inner])
            {
                DicomElement? left = set.Find(DicomTag.Of(tag));
                bool isFitting = left is null ? entry.Code.StartsWith('X')
                    : left.Items is { Count: > 0 } items ? entry.Code.EndsWith('*') && items.All(item => item.Elements.Count == 0)
                    : left.Value.Length == 0 ? entry.Code.Contains('Z', StringComparison.Ordinal) || left.Vr == DicomVr.SQ
                    : entry.Code is not "X" and not "X/Z" && (entry.Code == "Z" ? tag == 0x30060026 : !Encoding.ASCII.GetString(left.Value.Span).Contains(Secret, StringComparison.Ordinal));
                Assert.True(isFitting, $"{entry.Keyword} ({tag:X8}, {entry.Code}) became {left?.Vr} '{left?.Value.Length}'");
            }
        }
    }

    [Theory]
    [InlineData(Retained.PatientCharacteristics)]
    [InlineData(Retained.FullDates)]
    [InlineData(Retained.DeviceIdentity)]
    [InlineData(Retained.InstitutionIdentity)]
    [InlineData(Retained.Descriptions)]
    [InlineData(Retained.Uids)]
    public void Apply_OneOption_KeepsItsAttributesAndNoOther(Retained option)
    {
        foreach ((uint tag, ConfidentialityEntry entry) in Attributes())
        {
            DicomElement? left = Treat(tag, option).Find(DicomTag.Of(tag));
            bool isKept = left is { Items: null, Vr: not DicomVr.SQ } && Encoding.ASCII.GetString(left.Value.Span).Contains(Secret, StringComparison.Ordinal);
            bool isSequence = DataDictionary.VrOf(DicomTag.Of(tag)) == DicomVr.SQ;
            Assert.True(isSequence || isKept == entry.Options.HasFlag(option), $"{entry.Keyword} ({tag:X8}) with {option}: kept is {isKept}");
        }
    }

    private static IEnumerable<(uint Tag, ConfidentialityEntry Entry)> Attributes()
    {
        foreach ((string text, ConfidentialityEntry entry) in ConfidentialityTable.All)
        {
            // Groups 0000, 0002 and 0004 are no part of an image's data set; name and id of the patient are replaced by a pseudonym.
            if (uint.TryParse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out uint tag) && tag >> 16 > 4 && tag is not (0x00100010 or 0x00100020))
            {
                yield return (tag, entry);
            }
        }
    }

    private static DicomDataset Treat(uint tag, Retained retained)
    {
        DicomTag place = DicomTag.Of(tag);
        DicomVr vr = DataDictionary.VrOf(place);
        SortedDictionary<uint, DicomElement> hidden = [];
        Put(hidden, 0x00104000, DicomVr.LT, Secret);
        DicomElement element = vr == DicomVr.SQ ? Sequence(tag, hidden)
            : DicomVrRules.IsText(vr) ? DicomWriter.Text(place, vr, Secret)
            : DicomElement.OfBytes(place, vr, Encoding.ASCII.GetBytes(Secret));
        SortedDictionary<uint, DicomElement> set = Slice(0, 0);
        set[0x00081115] = Sequence(0x00081115, new SortedDictionary<uint, DicomElement> { [tag] = element });
        set[tag] = element;
        return new Deidentifier(retained, IdentityMap.Create()).Apply(new DicomDataset(set.Values));
    }
}
