"""What ``init`` writes into ``masterplan.yaml`` and ``region/``.

Lines after ``# Contoh`` are an example: without ``# `` in front they are content that is right.
"""

from __future__ import annotations

MANIFEST = """\
# Workspace $full_name: daerah, cakrawala perencanaan, profil, dan tahap yang sedang berjalan.
#
# Cara mengisi semua berkas di workspace ini:
# - Kunci yang masih kosong boleh dibiarkan; buku mencetak penanda tempat sampai kuncinya terisi.
# - Baris di bawah kata “Contoh” dapat dipakai dengan menghapus “# ” di depannya, lalu diubah.
# - Angka ditulis tanpa pemisah ribuan, dan pecahannya memakai titik.
# - Tanggal ditulis tahun-bulan-hari, misalnya $first-12-31.
# - Catatan yang hanya ilustrasi diberi kunci illustrative: true; buku menandainya.
# - Setelah mengisi, jalankan: masterplan validate
region:
  # Nama tanpa kata kabupaten atau kota.
  name: $name
  type: $type
  province: $province
  # Kode wilayah, diapit tanda kutip, misalnya "00.00".
  code:
  # Ibu kota.
  capital:
# Tahun pertama dan terakhir masterplan.
horizon: {start: $first, end: $last}
# Profil: bentuk buku, dimensi, dan isi yang diminta setiap tahap.
profile: $profile
# Nomor tahap bimtek yang sedang berjalan.
stage: $stage
# Tahun angkatan daerah ini; menentukan tanggal acuan bawaan setiap tahap.
cohort:
# Penanggung jawab isi yang tidak punya pemilik lain: id dari region/opd.yaml.
coordinator:
# Tanggal setiap tahap. as_of: tidak ada isi yang lebih baru yang tercetak pada buku tahap itu.
# deadline: batas Perangkat Daerah menyerahkan isi.
stages:
# Contoh:
#   - stage: $stage
#     as_of: $first-06-30
#     deadline: $first-06-15

# Bobot aturan di daerah ini, menurut kodenya: warning, error, atau off beserta alasannya.
rules:
# Contoh:
#   indicator-without-target: warning
#   program-without-budget: {severity: off, reason: Pagu baru ditetapkan bersama APBD}
"""

FACTS = """\
# Fakta daerah: satu butir untuk satu hal, dengan nilai menurut tahun dan sumbernya.
# Buku mencetak nilai terbaru yang tidak melewati tanggal acuan tahap. Nilai yang ditemukan di
# tempat lain dan tidak dipilih dicatat pada rejected beserta alasannya.
facts:
# Contoh:
#   - id: population
#     label: Jumlah penduduk
#     unit: jiwa
#     topic: population
#     values:
#       - {value: 100000, year: $before, source: bps-dda}
#     rejected:
#       - {value: 98000, year: $before, reason: Angka sementara}
"""

SOURCES = """\
# Daftar sumber: dari mana sebuah angka atau pernyataan dibaca. Id-nya dirujuk dengan kunci source.
sources:
# Contoh:
#   - id: bps-dda
#     title: $yearbook
#     publisher: Badan Pusat Statistik
#     year: $before
#     url: https://www.bps.go.id
#     accessed: $first-01-31
#     secondary: false
"""

OPD = """\
# Daftar Perangkat Daerah, kecamatan, dan mitra. Id-nya dirujuk oleh berkas lain, misalnya owner.
# kind: agency (Perangkat Daerah, bawaan), district (kecamatan), vertical (instansi vertikal),
# business, academia, community, atau government (pemerintah lain). Nama orang tidak ditulis.
opds:
# Contoh:
#   - id: diskominfo
#     name: Dinas Komunikasi dan Informatika
#     short_name: Diskominfo
#     fields: ["2.16"]
#     head: Kepala Dinas Komunikasi dan Informatika
#   - id: bappeda
#     name: Badan Perencanaan Pembangunan Daerah
#     short_name: Bappeda
#   - id: mitra-kampus
#     name: Perguruan tinggi mitra
#     kind: academia
"""

AREAS = """\
# Wilayah administrasi: kecamatan, kelurahan, desa. source yang pertama berlaku untuk semuanya.
# level: kecamatan (bawaan), kelurahan, atau desa; parent menunjuk wilayah di atasnya.
source:
areas:
# Contoh:
#   - {id: kecamatan-pusat, name: Kecamatan Pusat, code: "00.00.01"}
#   - {id: kelurahan-pusat, name: Kelurahan Pusat, level: kelurahan, parent: kecamatan-pusat}
"""

PLANS = """\
# Rencana pembangunan yang dilayani masterplan: RPJPD, RPJMD, RTRW.
# Salin visi, misi, sasaran, dan isu strategis menurut redaksi dokumennya; number ialah nomor misi
# seperti tercetak. published: hari paling awal buku boleh menyebut rencana itu. review: tahun
# masterplan ditinjau karena rencana itu berakhir.
plans:
# Contoh:
#   - id: rpjmd
#     type: rpjmd
#     title: Rencana Pembangunan Jangka Menengah Daerah
#     start: $first
#     end: $plan_end
#     published: $first-01-31
#     review: $plan_end
#     vision: Pernyataan visi RPJMD
#     missions:
#       - id: rpjmd-misi-1
#         number: "1"
#         text: Pernyataan misi pertama
#         goals:
#           - {id: rpjmd-sasaran-1, text: Pernyataan sasaran di bawah misi pertama}
#     issues:
#       - id: rpjmd-isu-1
#         text: Isu strategis daerah
#         explanation: >-
#           Uraian isu dalam satu paragraf atau lebih.
"""

REGULATIONS = """\
# Dasar hukum. title tanpa jenis, nomor, dan tahun; number diapit tanda kutip; relevance ialah apa
# yang didasarkan pada peraturan itu; date (tanggal ditetapkan) lebih tepat daripada year.
# type menurut profil: $regulation_types
regulations:
# Contoh:
#   - {id: dasar-hukum-1, type: $regulation_type, number: "1", year: $before, title: Judul}
"""

VISION = """\
# Visi, misi, dan sasaran masterplan (bukan RPJMD, yang berada di region/plans.yaml).
# Pernyataan visi dalam satu kalimat.
statement:
# Penjelasan visi: teks Markdown, boleh beberapa paragraf.
explanation:
# Unsur visi: frasa kunci dan artinya.
elements:
# Contoh:
#   - {id: unsur-1, phrase: Frasa kunci visi, meaning: Arti frasa itu bagi daerah}

# Misi masterplan, dengan misi RPJMD yang dilayaninya, dimensi, dan sasarannya.
missions:
# Contoh:
#   - id: misi-1
#     text: Pernyataan misi masterplan
#     explanation: >-
#       Penjelasan misi.
#     dimensions: [$dimension]
#     plan_missions: [rpjmd-misi-1]
#     goals:
#       - {id: misi-1-sasaran-1, text: Pernyataan sasaran}
"""

READINESS = """\
# Analisis kesiapan daerah menurut komponen profil.
# condition: keadaan sekarang dalam kalimat; rating: $ratings; note: alasan nilai.
# summary: simpulan komponen, diisi setelah indikatornya lengkap.
components:
$components
"""

READINESS_PART = """\
  - id: $id
    summary:
    indicators:
"""

READINESS_EXAMPLE = """\
# Contoh:
#       - id: $id-indikator-1
#         name: Nama indikator
#         aspect: Kelompok indikator
#         condition: Keadaan sekarang dalam satu kalimat.
#         year: $before
#         source: bps-dda
#         rating: $rating
#         owner: diskominfo
#         note: Alasan nilai

"""

GOVERNANCE = """\
# Tata kelola: lembaga pengarah dan pelaksana, catatan bimtek, dan komitmen.
# Anggota dan penanda tangan ditulis menurut jabatan, tanpa nama orang.
# Lembaga: Dewan Smart City, Tim Pelaksana, Forum Smart City.
bodies:
# Contoh:
#   - id: dewan
#     name: $council
#     decree: $decree
#     decree_year: $first
#     tasks: >-
#       Memberi arah kebijakan dan menilai kemajuan pelaksanaan masterplan.
#     members:
#       - {id: dewan-ketua, office: $head, role: Ketua}
#       - {id: dewan-bappeda, office: Kepala Bappeda, role: Anggota, opd: bappeda}

# Bimtek yang telah dilaksanakan: tanggal, tempat, ringkasan, dan jumlah peserta menurut kelompok.
bimtek:
# Contoh:
#   - stage: $stage
#     start: $first-06-01
#     end: $first-06-02
#     place: Tempat pelaksanaan
#     summary: >-
#       Pokok bahasan dan keputusan.
#     attendance:
#       - {id: hadir-opd, group: Perangkat Daerah, count: 30}

# Lembar pengesahan buku: jabatan menurut urutan tanda tangan, beserta kedudukannya.
approval:
# Contoh:
#   signatories:
#     - {id: sah-tim, act: Disusun oleh, office: Ketua Tim Pelaksana}
#     - {id: sah-kepala, act: Disahkan oleh, office: $head}

# Komitmen yang ditandatangani pada tahap akhir: isi janji dan jabatan yang menandatangani.
commitment:
# Contoh:
#   date: $first-06-30
#   place: Tempat penandatanganan
#   promises:
#     - {id: janji-1, text: Menganggarkan program masterplan setiap tahun}
#   signatories:
#     - {id: kepala-daerah, office: $head}
#     - {id: kepala-diskominfo, office: Kepala Diskominfo, opd: diskominfo}
"""

SUPPORTING_PLANS = """\
# Rencana pendukung: kebijakan, kelembagaan, sumber daya manusia, infrastruktur, aplikasi, literasi.
# owner menunjuk region/opd.yaml; programs menunjuk id program yang terbantu.
# Kebijakan yang akan disusun. type menurut profil: $regulation_types
policies:
# Contoh:
#   - {id: kebijakan-1, title: Judul kebijakan, type: $regulation_type, year: $first}

# Lembaga atau unit yang dibentuk atau diperkuat.
institutions:
# Contoh:
#   - {id: lembaga-1, name: Nama unit, action: Dibentuk, year: $first, owner: diskominfo}

# Peningkatan kemampuan aparatur.
people:
# Contoh:
#   - id: pelatihan-1
#     activity: Nama pelatihan
#     audience: Aparatur Perangkat Daerah
#     participants: 50
#     start: $first
#     end: $first
#     owner: diskominfo

# Infrastruktur fisik dan digital; cost dalam rupiah penuh, fund menurut profil: $funds
infrastructure:
# Contoh:
#   - id: prasarana-1
#     item: Nama prasarana
#     location: Lokasi
#     areas: [kecamatan-pusat]
#     volume: 1
#     unit: unit
#     year: $first
#     cost: 100000000
#     fund: $fund
#     owner: diskominfo

# Aplikasi: kegunaan, pemilik, cakupan, dan dengan apa datanya dipertukarkan.
applications:
# Contoh:
#   - id: aplikasi-1
#     name: Nama aplikasi
#     function: Kegunaan
#     owner: diskominfo
#     scope: Seluruh Perangkat Daerah
#     status: Direncanakan
#     integration: Satu data daerah
#     year: $first

# Literasi smart city bagi warga.
literacy:
# Contoh:
#   - id: literasi-1
#     activity: Nama kegiatan
#     audience: Warga
#     participants: 100
#     start: $first
#     end: $first
#     owner: diskominfo
"""

IGNORE = """\
# Hasil masterplan build: selalu dapat disusun kembali dari berkas YAML.
build/

# Berkas sementara Word, LibreOffice, dan sistem operasi.
~$*
.~lock.*#
.DS_Store
Thumbs.db
"""
